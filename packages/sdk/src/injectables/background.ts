/** Runs work that is not a call of the client. Inject it. */
export abstract class Background {
  /**
   * Starts work that goes on until the integration closes, or until it has nothing left to do. What it throws is logged. In a test,
   * `clock.advance()` waits for it as it does for an author's method: until it sleeps, or has ended.
   *
   * @param name - for the log, such as `FileChanges`
   * @param work - gets a signal that fires when the integration closes
   */
  abstract run(name: string, work: (signal: AbortSignal) => Promise<void>): void;
}
