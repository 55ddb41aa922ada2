import { type ImportKind, imports } from "@galaxy-kit/protocol";
import { everyImportKind } from "../../conversation/list-imports.js";
import type { Progress } from "../../reporting/progress.js";
import { choice, either, flag, list, numberFrom, object } from "../reading/shape.js";
import { ExpectationFailed, StepSkipped } from "../running/failure.js";
import { someOwnedGames } from "./references.js";
import { step } from "./step.js";

const ofGames = ["achievements", "gameTimes", "librarySettings", "osCompatibilities", "localSizes"] as const;
const kind = choice(...everyImportKind);

/** What the real client asks for about each game that is added. */
const afterAdding = ["achievements", "gameTimes"] as const;

/** What is imported besides what the client imports by itself. */
export const importSteps = {
  import: step(
    "Imports something once more, with all that follows from it, and waits until it is finished.",
    either(kind, list(kind)),
    async (kinds, { stage }) => {
      const asked = typeof kinds === "string" ? [kinds] : kinds;
      const ended = await Promise.all(asked.map((each) => stage.client.reimport(each)));
      const states = Object.fromEntries(ended.map((each) => [each.kind, withReason(each)]));
      const wanted = Object.fromEntries(asked.map((each) => [each, "finished"]));
      if (ended.every(({ state }) => state === "finished")) return;
      throw new ExpectationFailed("not everything was imported", wanted, states);
    },
  ),
  storm: step(
    "Starts many imports at once, each about one owned game, as the real client does after games were added, while " +
      "others are running. Waits until each has ended, well or not; wait false: goes on at once. kinds: achievements and " +
      "gameTimes where nothing is said; what is not announced is left out.",
    object({ requests: numberFrom(1) }, { kinds: list(choice(...ofGames)), wait: flag }),
    async ({ requests, kinds = afterAdding, wait = true }, { stage, note }) => {
      const announced = kinds.filter((each) => stage.isAnnounced(imports[each].feature));
      if (announced.length === 0) throw new StepSkipped(`the integration announces no import of ${kinds.join(" or ")}`);
      const games = someOwnedGames(stage);
      const asked = Array.from({ length: requests }, (_, index) =>
        stage.client.importOne(
          announced[index % announced.length] as ImportKind,
          games[Math.floor(index / announced.length) % games.length] as string,
        ),
      );
      const ended = Promise.all(asked);
      if (!wait) {
        // Whatever ends the session ends them.
        ended.catch(() => undefined);
        return;
      }
      const finished = (await ended).filter(({ state }) => state === "finished").length;
      note(`${requests} asked for, ${finished} finished, ${requests - finished} refused`);
    },
  ),
};

function withReason({ state, error }: Progress): string {
  return error === undefined ? state : `${state}: ${error}`;
}
