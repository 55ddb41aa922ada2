const TIMEOUT_MS = 60_000;

/** Polls until the condition holds. */
export async function until(condition: () => boolean): Promise<void> {
  const limit = Date.now() + TIMEOUT_MS;
  while (!condition()) {
    // A wait that outlives its test would keep the test run from ending.
    if (Date.now() > limit) throw new Error(`Timed out waiting for: ${condition.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
