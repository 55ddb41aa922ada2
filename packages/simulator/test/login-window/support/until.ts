const LIMIT = 60_000;

export async function until(condition: () => boolean): Promise<void> {
  const limit = Date.now() + LIMIT;
  while (!condition()) {
    // A wait that outlives its test would keep the test run from ending.
    if (Date.now() > limit) throw new Error(`it did not happen: ${condition.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
