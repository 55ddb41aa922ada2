import type { Infer } from "../reading/shape.js";
import { callSteps } from "./call-steps.js";
import { importSteps } from "./import-steps.js";
import { lifeSteps } from "./life-steps.js";
import type { StepKind } from "./step.js";
import { waitingSteps } from "./waiting-steps.js";
import { wireSteps } from "./wire-steps.js";

/** Every kind of step there is. */
export const stepKinds = { ...lifeSteps, ...waitingSteps, ...callSteps, ...importSteps, ...wireSteps };

type Kinds = typeof stepKinds;
export type StepName = keyof Kinds;

/** What each kind of step is told. */
export type StepParams = { readonly [Name in StepName]: Infer<Kinds[Name]["params"]> };

export const stepNames = Object.keys(stepKinds) as readonly StepName[];

export function stepKind(name: StepName): StepKind<unknown> {
  return stepKinds[name] as unknown as StepKind<unknown>;
}
