/** An error keeps the integration from working; a warning does so for some users, or one day; info is worth knowing. */
export type Severity = "error" | "warning" | "info";

/** Where something was found. */
export interface Place {
  /** Relative to the folder that was looked at, with slashes, or absolute. */
  readonly file?: string;
  /** Counted from 1; absent if the file as a whole is meant. */
  readonly line?: number;
  /** Counted from 1. */
  readonly column?: number;
}

/** One thing that was found in an integration, its files or its surroundings, with its remedy. */
export interface Diagnostic<Code extends string = string> extends Place {
  readonly severity: Severity;
  /** Stable, in kebab case: `galaxy-kit explain CODE` prints what it means. */
  readonly code: Code;
  /** What it is about: `Class.method`, a member such as `galaxyKit.guid` or `steps[3].expect`, or the thing checked. */
  readonly subject?: string;
  /** What was found. Starts in lower case and has no full stop if a subject precedes it. */
  readonly message: string;
  /** What to do or to write instead: a sentence. */
  readonly remedy?: string;
}
