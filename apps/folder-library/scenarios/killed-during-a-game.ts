import { defineScenario, type StepContext } from "@galaxy-kit/simulator";
import { until, withLibrary } from "./support/library.js";

export default defineScenario({
  name: "the integration is killed during a game",
  description:
    "The integration is killed while a game runs, and started again: the game is still Running, in the same session.",
  limit: 120_000,
  stepLimit: 60_000,
  steps: [findsTheGame],
});

async function findsTheGame(context: StepContext): Promise<void> {
  const { signal, note } = context;
  await withLibrary(
    context,
    (library) => library.add("tide"),
    async (library) => {
      const shows = (localGameState: number) => ({ library: { games: { tide: { localGameState } } } });
      context.client.launchGame("tide");
      await context.do({ waitFor: shows(3) });
      await library.started("tide", signal);
      await until(
        () => Object.keys(context.client.library.cache).includes("running:tide") || library.hasStored("tide"),
        signal,
      );
      const isTracked = context.client.parts.some(({ kind }) => kind === "games");
      if (isTracked) await until(() => sessionOf(context) !== undefined, signal);
      const session = sessionOf(context);

      await context.do({ kill: true });
      await context.do({ waitFor: { state: "crashed" } });
      await context.do({ retry: true });
      await context.do({ waitFor: { state: "connected" } });
      await context.do({ importsDone: true });
      await context.do({ waitFor: shows(3) });
      if (session) await until(() => sessionOf(context)?.startedAt === session.startedAt, signal);
      else note("the integration does not track processes, or does not say so");

      await library.stop("tide");
      await context.do({ waitFor: shows(1) });
    },
  );
}

/** The session of the game, as the integration shows it. */
function sessionOf({ client }: StepContext) {
  return client.parts.flatMap((part) => (part.kind === "games" ? part.running : []))[0];
}
