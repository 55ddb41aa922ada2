import type { SessionTracking } from "./tracking-mode.js";

/** What a function of `session()` says, and how long it may go on. */
interface FollowedSession {
  readonly signal: AbortSignal;
  started(): void;
  stopped(): void;
  failed(error: unknown): void;
}

/** Runs the function of `session()`, which says when the game starts and ends. When it returns, the game has ended. */
export async function followSession({ track }: SessionTracking, session: FollowedSession): Promise<void> {
  const { signal } = session;
  try {
    await track({ started: () => session.started(), stopped: () => session.stopped(), signal });
  } catch (error) {
    if (!signal.aborted) session.failed(error);
  }
  session.stopped();
}
