/** An error prevents the integration from working, a warning may do so for some users or later, and info is worth knowing. */
export type Severity = "error" | "warning" | "info";

/** Where something was found. */
export interface Place {
  /** Absolute, or relative to the checked folder; with forward slashes. */
  readonly file?: string;
  /** Counted from 1; absent if the diagnostic is about the whole file. */
  readonly line?: number;
  /** Counted from 1. */
  readonly column?: number;
}

/** A finding about an integration, its files or its environment, with its remedy. */
export interface Diagnostic<Code extends string = string> extends Place {
  readonly severity: Severity;
  /** Stable, in kebab case: `galaxy-kit explain CODE` prints what it means. */
  readonly code: Code;
  /** What it is about: `Class.method`, a member such as `galaxyKit.guid` or `steps[3].expect`, or the name of the check. */
  readonly subject?: string;
  /** What was found. Starts in lower case and has no full stop if a subject precedes it. */
  readonly message: string;
  /** A sentence that says how to fix it. */
  readonly remedy?: string;
}
