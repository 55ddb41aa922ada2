import { defineScenario, type StepContext } from "@galaxy-kit/simulator";
import { aWhile, withLibrary } from "./support/library.js";

/** Longer than the integration waits before it believes that a game has ended. */
const SETTLED_MS = 7_000;

export default defineScenario({
  name: "a launcher hands over to its game",
  description: "The program that GALAXY starts starts the game and ends. The game stays Running until it ends itself.",
  limit: 120_000,
  stepLimit: 60_000,
  steps: [staysRunning],
});

async function staysRunning(context: StepContext): Promise<void> {
  const { signal, note } = context;
  await withLibrary(
    context,
    (library) => library.add("tide", "launcher.mjs"),
    async (library) => {
      const tracker = context.client.parts.find(({ kind }) => kind === "games");
      if (!tracker) {
        note("the integration does not track processes, or does not say so");
        return;
      }
      const shows = (localGameState: number) => ({ library: { games: { tide: { localGameState } } } });
      context.client.launchGame("tide");
      await context.do({ waitFor: shows(3) });
      await library.started("tide", signal);
      await aWhile(signal, SETTLED_MS);
      await context.do({ expect: shows(3) });
      await library.stop("tide");
      await context.do({ waitFor: shows(1) });
    },
  );
}
