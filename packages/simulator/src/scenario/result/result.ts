import type { JournalEntry } from "../../reporting/journal-entry.js";
import type { LogEntry } from "../../reporting/log-entry.js";
import type { Problem } from "../../reporting/problem.js";

/** What became of one step. */
export interface StepResult {
  /** Counts up from 0, as the path `steps[0]` does. */
  readonly index: number;
  readonly name: string;
  /** A step that comes after one that has failed is not run. */
  readonly outcome: "passed" | "failed" | "skipped" | "not run";
  /** Milliseconds. */
  readonly ms: number;
  /** What else there is to tell, such as why it was skipped. */
  readonly notes: readonly string[];
  readonly failure?: StepFailure;
}

/** Why a step has failed. */
export interface StepFailure {
  readonly message: string;
  /** The difference between what was expected and what was received, on several lines. */
  readonly difference?: string;
}

/** What became of a scenario. */
export interface ScenarioResult {
  readonly name: string;
  readonly passed: boolean;
  /** Milliseconds. */
  readonly ms: number;
  readonly steps: readonly StepResult[];
  /** Of all clients of the scenario. */
  readonly problems: readonly Problem[];
  /** What came last before the end of the latest client. */
  readonly lastMessages: readonly JournalEntry[];
  readonly lastLog: readonly LogEntry[];
}
