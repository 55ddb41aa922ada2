import type { Shape } from "../reading/shape.js";
import type { Stage } from "../running/stage.js";

/** What a step runs under. */
export interface Run {
  readonly stage: Stage;
  /** Fires when the time of the step is over. */
  readonly signal: AbortSignal;
  /** Tells more about a step than whether it has passed. */
  readonly note: (text: string) => void;
}

/** One kind of step: what it is told, and what it does. */
export interface StepKind<Params> {
  readonly description: string;
  readonly params: Shape<Params>;
  /** Fails with `ExpectationFailed` where that is what has happened. */
  readonly run: (params: Params, run: Run) => Promise<void> | void;
}

/** Lets the compiler find out what the step is told. */
export function step<Params>(
  description: string,
  params: Shape<Params>,
  run: StepKind<Params>["run"],
): StepKind<Params> {
  return { description, params, run };
}
