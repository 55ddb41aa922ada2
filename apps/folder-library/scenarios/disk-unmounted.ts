import { defineScenario, type StepContext } from "@galaxy-kit/simulator";
import { until, withLibrary } from "./support/library.js";

export default defineScenario({
  name: "the disk of the library is unmounted while the client watches",
  description:
    "The library folder disappears and comes back. GALAXY keeps all games, with and without a new import, and sees a new one.",
  limit: 120_000,
  stepLimit: 60_000,
  steps: [keepsTheGames],
});

async function keepsTheGames(context: StepContext): Promise<void> {
  const { signal, note } = context;
  await withLibrary(
    context,
    async (library) => {
      await library.add("tide");
      await library.add("moth");
    },
    async (library) => {
      await context.do({ remember: "the library" });
      await library.unmount();
      await until(() => context.client.log.some(({ text }) => text.includes("Cannot read the folder")), signal);
      await context.do({ import: "ownedGames" }).catch(() => note("the import failed, and GALAXY keeps what it knows"));
      await context.do({ expect: { unchangedSince: "the library" } });

      await library.mount();
      await library.add("moon");
      await context.do({ waitFor: { library: { games: { moon: { owned: true, localGameState: 1 } } } } });
      await context.do({ expect: { library: { games: { tide: { owned: true }, moth: { owned: true } } } } });
    },
  );
}
