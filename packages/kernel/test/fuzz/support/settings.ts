import fc from "fast-check";

/** The seed is fixed unless the environment sets one. */
export const seed = Number(process.env["GALAXY_KIT_FUZZ_SEED"] ?? 20_260_101);

/** Multiplies the number of runs. */
const factor = Number(process.env["GALAXY_KIT_FUZZ_RUNS"] ?? 1);

/** Returns the number of runs. */
export const runs = (usual: number): number => Math.max(1, Math.round(usual * factor));

/** For titles of randomized tests, so that a failure shows how to repeat it. */
export const repeatable = `GALAXY_KIT_FUZZ_SEED=${seed}`;

/** Checks a property and fails with the smallest failing input. Tries the inputs in `always` first. */
export async function holds<Inputs>(
  inputs: fc.Arbitrary<Inputs>,
  usualRuns: number,
  check: (input: Inputs) => Promise<void>,
  always: readonly Inputs[] = [],
): Promise<void> {
  const examples = always.map((input): [Inputs] => [input]);
  await fc.assert(fc.asyncProperty(inputs, check), { seed, examples, numRuns: examples.length + runs(usualRuns) });
}
