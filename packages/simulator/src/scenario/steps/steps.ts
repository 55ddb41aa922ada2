import type { StepAction } from "../scenario.js";
import { callSteps } from "./call-steps.js";
import { importSteps } from "./import-steps.js";
import { lifecycleSteps } from "./lifecycle-steps.js";
import type { StepRun, Steps } from "./step-run.js";
import { waitingSteps } from "./waiting-steps.js";
import { wireSteps } from "./wire-steps.js";

const steps: Steps = { ...lifecycleSteps, ...waitingSteps, ...callSteps, ...importSteps, ...wireSteps };

const stepNames = Object.keys(steps) as readonly (keyof Steps)[];

/** Runs a step that is data. It must have been checked. */
export async function performAction(action: StepAction, run: StepRun): Promise<void> {
  const name = stepNames.find((each) => each in action);
  if (name === undefined) throw new TypeError(`expected a step, found the members ${Object.keys(action).join(", ")}`);
  await steps[name]((action as Readonly<Record<string, unknown>>)[name] as never, run);
}
