/**
 * Returns the memory that only the start has used, once this thread has nothing to do. V8 would keep it until new objects need the room,
 * which in an idle integration is never. Does nothing unless Node has the flag `--expose-gc`, which the launcher sets.
 *
 * Like everything that the worker uses, it can use only its arguments and what Node provides.
 *
 * @param timeScale - shortens the wait, for tests
 */
export function collectStartupGarbage(timeScale: number): void {
  /** main.cjs, which waits as long from an earlier moment, has saved V8's code cache by then: V8 drops code that only the start ran. */
  const idleMs = 2000 * timeScale;
  /** Timers and pings take less of the time. */
  const maxUtilization = 0.1;

  const { gc, performance } = globalThis;
  if (!gc) return;
  let before = performance.eventLoopUtilization();
  const timer = setInterval(() => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, before);
    before = now;
    if (utilization > maxUtilization) return;
    clearInterval(timer);
    // The only kind of collection that also makes the young generation smaller again.
    gc({ type: "major", flavor: "last-resort" });
  }, idleMs);
  timer.unref();
}
