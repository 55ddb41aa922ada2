/** When and why the integration was started. Everything until the next start belongs to that session. */
export interface SessionStart {
  /** Counts up from 1. */
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** For people. */
  readonly reason: string;
}
