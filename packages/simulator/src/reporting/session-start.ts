/** When and why the integration was started. Whatever happened from then on belongs to that session, until the next start. */
export interface SessionStart {
  /** Counts up from 1. */
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** For people. */
  readonly reason: string;
}
