import { type SideBySide, sideBySide } from "../expecting/matching.js";

/** Something is otherwise than a scenario says. */
export class ExpectationFailed extends Error {
  override readonly name = "ExpectationFailed";
  readonly sides: SideBySide;

  constructor(message: string, expectation: unknown, received: unknown) {
    super(message);
    this.sides = sideBySide(expectation, received);
  }
}

/** What a step needs is not there: this is nothing that the integration could be blamed for. */
export class StepSkipped extends Error {
  override readonly name = "StepSkipped";
}
