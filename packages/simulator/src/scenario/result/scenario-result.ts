import type { JournalEntry } from "../../reporting/journal-entry.js";
import type { LogEntry } from "../../reporting/log-entry.js";
import type { Problem } from "../../reporting/problem.js";

/** The result of one step. */
export interface StepResult {
  /** Counts up from 0, as the path `steps[0]` does. */
  readonly index: number;
  readonly name: string;
  /** Steps after one that has failed are not run. */
  readonly outcome: "passed" | "failed" | "skipped" | "not run";
  /** Milliseconds. */
  readonly ms: number;
  /** Remarks, such as why the step was skipped. */
  readonly notes: readonly string[];
  readonly failure?: StepFailure;
}

/** Why a step failed. */
export interface StepFailure {
  readonly message: string;
  /** The difference between what was expected and what was received, in several lines. */
  readonly difference?: string;
}

/** The result of a scenario. */
export interface ScenarioResult {
  readonly name: string;
  readonly passed: boolean;
  /** Milliseconds. */
  readonly ms: number;
  readonly steps: readonly StepResult[];
  /** The problems of all clients of the scenario. */
  readonly problems: readonly Problem[];
  /** The last messages of the latest client. */
  readonly lastMessages: readonly JournalEntry[];
  /** The last lines that the integration logged under it. */
  readonly lastLog: readonly LogEntry[];
}
