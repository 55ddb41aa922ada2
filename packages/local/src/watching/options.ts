import type { Awaitable, Duration } from "@galaxy-kit/sdk";
import { contributionPoint } from "@galaxy-kit/sdk/extend";

/** @param signal - aborted when the integration closes */
export type OnFileChangeHandler = (signal: AbortSignal) => Awaitable<void>;

/** A path, several, or none for now. */
export type Paths = string | readonly string[] | undefined;

/** Options of `@OnFileChange()`. */
export interface OnFileChangeOptions {
  /** How long a change must be over; `"500ms"` by default. Programs write a file in several steps, and some replace it. */
  readonly settle?: Duration;
  /** How often to look where the system reports no changes, such as on network drives; `"5s"` by default. */
  readonly refresh?: Duration;
}

/** What `@OnFileChange()` records. */
export interface FileChangeRecord extends OnFileChangeOptions {
  readonly where: Paths | ((instance: never) => Awaitable<Paths>);
}

/** The methods with `@OnFileChange()`. */
export const FILE_CHANGES = contributionPoint<OnFileChangeHandler>("local/file-changes");
