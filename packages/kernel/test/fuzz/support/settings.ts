import fc from "fast-check";

/** The same inputs each time, unless somebody wants others. */
export const seed = Number(process.env["GALAXY_KIT_FUZZ_SEED"] ?? 20_260_101);

/** Makes every run so many times as long. */
const factor = Number(process.env["GALAXY_KIT_FUZZ_RUNS"] ?? 1);

/** How often something is tried. */
export const runs = (usual: number): number => Math.max(1, Math.round(usual * factor));

/** For the name of what is random, so that a failure says how to repeat it. */
export const repeatable = `GALAXY_KIT_FUZZ_SEED=${seed}`;

/** Fails with the smallest input that fails. What is always tried comes first. */
export async function holds<Inputs>(
  inputs: fc.Arbitrary<Inputs>,
  usualRuns: number,
  check: (input: Inputs) => Promise<void>,
  always: readonly Inputs[] = [],
): Promise<void> {
  const examples = always.map((input): [Inputs] => [input]);
  await fc.assert(fc.asyncProperty(inputs, check), { seed, examples, numRuns: examples.length + runs(usualRuns) });
}
