import { type SideBySide, sideBySide } from "../matching/side-by-side.js";

/** An expectation of a scenario is not met. */
export class ExpectationFailedError extends Error {
  override readonly name = "ExpectationFailedError";
  readonly sides: SideBySide;

  constructor(message: string, expectation: unknown, received: unknown) {
    super(message);
    this.sides = sideBySide(expectation, received);
  }
}

/** Something that a step needs is missing, through no fault of the integration. */
export class StepSkippedError extends Error {
  override readonly name = "StepSkippedError";
}
