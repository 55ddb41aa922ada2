import { Feature } from "@galaxy-kit/protocol";
import { z } from "zod";
import { clientSettings, positive } from "./client-settings.js";
import { stepParams } from "./step-params.js";

export type StepName = keyof typeof stepParams;

export const stepNames = Object.keys(stepParams) as readonly StepName[];

/** The options of every step. */
export const stepOptions = {
  note: z.string().describe("Appears in the report instead of the step's parameters.").exactOptional(),
  limit: positive.describe("The time limit of the step, in milliseconds.").exactOptional(),
  ifAnnounced: z
    .array(z.enum(Feature))
    .describe("The step is skipped unless the integration has announced all of these features.")
    .exactOptional(),
  ifLoginPossible: z
    .literal(true)
    .describe("The step is skipped if the integration has requested a login window and nobody can log in.")
    .exactOptional(),
};

/** The schema of one kind of step. */
export function stepSchema(name: StepName) {
  return z.strictObject({ [name]: stepParams[name], ...stepOptions });
}

/** A scenario, apart from the content of its steps. */
export const scenarioFrame = z.strictObject({
  name: z.string(),
  steps: z.array(z.unknown()),
  $schema: z.string().exactOptional(),
  description: z.string().exactOptional(),
  limit: positive.describe("The time limit of the whole scenario, in milliseconds. 120000 by default.").exactOptional(),
  stepLimit: positive.describe("The default time limit of a step, in milliseconds. 30000 by default.").exactOptional(),
  client: clientSettings.describe("The options of every step start, which can override them.").exactOptional(),
});

/** The JSON schema of a scenario, for editors. */
export function jsonSchema(): object {
  const step = z.union(stepNames.map(stepSchema));
  const scenario = scenarioFrame.extend({ steps: z.array(step) }).meta({ title: "Scenario" });
  return z.toJSONSchema(scenario, { target: "draft-7", io: "input" });
}
