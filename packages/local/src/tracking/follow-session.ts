import type { TrackedSession } from "./tracked-session.js";

/** What {@link followSession} needs to know, and whom it informs. */
interface Follower {
  /** Aborted when the session has ended, and when the integration closes. */
  readonly signal: AbortSignal;
  /** The session is not what it was. */
  readonly changed: () => void;
  /** A function of `session()` has thrown. */
  readonly failed: (error: unknown) => void;
}

/** Runs the functions of `session()`, which report when the game starts and ends. When one returns, the game has ended. */
export function followSession(session: TrackedSession, { signal, changed, failed }: Follower): void {
  const started = (): void => {
    session.reportStarted();
    changed();
  };
  const stopped = (): void => {
    session.reportStopped();
    changed();
  };
  for (const { track } of session.plan.functions) {
    void (async () => track({ started, stopped, signal }))()
      .catch((error: unknown) => {
        if (!signal.aborted) failed(error);
      })
      .then(stopped);
  }
}
