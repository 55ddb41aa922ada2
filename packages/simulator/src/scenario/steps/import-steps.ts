import { type ImportKind, imports } from "@galaxy-kit/protocol";
import type { Progress } from "../../reporting/progress.js";
import { ExpectationFailedError, StepSkippedError } from "./failures.js";
import { someOwnedGames } from "./references.js";
import type { Steps } from "./step-run.js";

/** The imports that the real client starts for each added game. */
const ADDED_GAME_IMPORTS = ["achievements", "gameTimes"] as const;

/** Imports in addition to those that the client starts by itself. */
export const importSteps: Pick<Steps, "import" | "storm"> = {
  import: async (kinds, { scenario }) => {
    const requested = typeof kinds === "string" ? [kinds] : kinds;
    const ended = await Promise.all(requested.map((kind) => scenario.client.reimport(kind)));
    if (ended.every(({ state }) => state === "finished")) return;
    const expected = Object.fromEntries(requested.map((kind) => [kind, "finished"]));
    const received = Object.fromEntries(ended.map((progress) => [progress.kind, describeState(progress)]));
    throw new ExpectationFailedError("not everything was imported", expected, received);
  },
  storm: async ({ requests, kinds = ADDED_GAME_IMPORTS, wait = true, allFinish = false }, { scenario, note }) => {
    const announced = kinds.filter((each) => scenario.isAnnounced(imports[each].feature));
    if (announced.length === 0)
      throw new StepSkippedError(`the integration has announced no import of ${kinds.join(" or ")}`);
    const games = someOwnedGames(scenario);
    const ended = Promise.all(
      Array.from({ length: requests }, (_, index) =>
        scenario.client.importOne(
          announced[index % announced.length] as ImportKind,
          games[Math.floor(index / announced.length) % games.length] as string,
        ),
      ),
    );
    if (!wait) {
      // They fail when the session ends.
      ended.catch(() => undefined);
      return;
    }
    const finished = (await ended).filter(({ state }) => state === "finished").length;
    const refused = requests - finished;
    note(`${requests} requested, ${finished} finished, ${refused} refused`);
    if (allFinish && refused > 0) throw new ExpectationFailedError("imports were refused", { refused: 0 }, { refused });
  },
};

function describeState({ state, error }: Progress): string {
  return error === undefined ? state : `${state}: ${error}`;
}
