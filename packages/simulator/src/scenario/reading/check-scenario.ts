import { Feature } from "@galaxy-kit/protocol";
import type { DataStep, FunctionStep, Scenario } from "../scenario.js";
import { settings } from "../steps/life-steps.js";
import { stepKind, type StepName, stepNames } from "../steps/steps.js";
import { choice, described, type Flaw, isObject, join, list, numberFrom, object, type Shape, text } from "./shape.js";
import { suggestion } from "./suggestion.js";

/** A scenario that says something that cannot be done; all that is wrong with it. */
export class ScenarioRefused extends Error {
  override readonly name = "ScenarioRefused";

  constructor(
    /** Its file, or its name. */
    readonly scenario: string,
    readonly flaws: readonly Flaw[],
  ) {
    super([`${scenario} cannot be run:`, ...flaws.map(describeFlaw)].join("\n  "));
  }
}

const features = list(choice(...(Object.values(Feature) as Feature[])));

const notes: Readonly<Record<string, Shape<unknown>>> = {
  note: described("Stands in the report, in the place of what the step says.", text),
  limit: described("Milliseconds that the step may take.", numberFrom(1)),
  ifAnnounced: described("The step is skipped unless the integration has announced all of these.", features),
};

const isNote = (name: string): boolean => Object.hasOwn(notes, name);

const dataStep: Shape<DataStep> = {
  check: (value, path, report) => {
    if (!isObject(value)) {
      report({ path, message: 'expected a step, such as { "importsDone": true }' });
      return;
    }
    const names = Object.keys(value).filter((name) => !isNote(name));
    for (const name of Object.keys(value).filter(isNote)) notes[name]?.check(value[name], join(path, name), report);
    for (const name of names) {
      const known = stepNames.find((each) => each === name);
      if (known) stepKind(known).params.check(value[name], join(path, name), report);
      else report({ path: join(path, name), message: `there is no such step${suggestion(name, stepNames)}` });
    }
    if (names.length !== 1) {
      report({ path, message: `expected one thing to do, found ${names.length === 0 ? "nothing" : names.join(", ")}` });
    }
  },
  schema: { anyOf: stepNames.map(schemaOf) },
};

function schemaOf(name: StepName): object {
  const { description, params } = stepKind(name);
  const step = { description, ...params.schema };
  const others = Object.entries(notes).map(([note, { schema }]) => [note, schema] as const);
  return {
    type: "object",
    properties: { [name]: step, ...Object.fromEntries(others) },
    required: [name],
    additionalProperties: false,
  };
}

const step: Shape<DataStep | FunctionStep> = {
  check: (value, path, report) => {
    if (typeof value !== "function") dataStep.check(value, path, report);
  },
  schema: dataStep.schema,
};

const scenario = object(
  { name: text, steps: list(step) },
  {
    $schema: text,
    description: text,
    limit: described("Milliseconds for the whole scenario; 120000 where nothing is said.", numberFrom(1)),
    stepLimit: described(
      "Milliseconds for each step that does not say otherwise; 30000 where nothing is said.",
      numberFrom(1),
    ),
    client: described("How every client of the scenario is started; a step start may say otherwise.", settings),
  },
) satisfies Shape<Scenario>;

/** Answers the value as a scenario; fails with {@link ScenarioRefused} and everything that is wrong with it. */
export function checkScenario(value: unknown, where?: string): Scenario {
  const flaws: Flaw[] = [];
  scenario.check(value, "", (flaw) => flaws.push(flaw));
  if (flaws.length === 0) return value as Scenario;
  throw new ScenarioRefused(where ?? nameOf(value), flaws);
}

/** The JSON schema of a scenario, for editors. */
export function scenarioSchema(): object {
  return { $schema: "http://json-schema.org/draft-07/schema#", title: "Scenario", ...scenario.schema };
}

function nameOf(value: unknown): string {
  return isObject(value) && typeof value["name"] === "string"
    ? `The scenario ${JSON.stringify(value["name"])}`
    : "The scenario";
}

function describeFlaw({ path, message }: Flaw): string {
  return path === "" ? message : `${path}: ${message}`;
}
