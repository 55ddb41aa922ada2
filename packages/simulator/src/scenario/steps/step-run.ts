import type { StepName, StepParams } from "../scenario.js";
import type { ScenarioRun } from "./scenario-run.js";

/** The context of a running step. */
export interface StepRun {
  readonly scenario: ScenarioRun;
  /** Aborts when the step's time limit is reached. */
  readonly signal: AbortSignal;
  /** Adds a note to the report. */
  readonly note: (text: string) => void;
}

/** The implementation of each kind of step. Throws `ExpectationFailedError` if an expectation is not met. */
export type Steps = {
  readonly [Name in StepName]: (params: StepParams[Name], run: StepRun) => Promise<void> | void;
};
