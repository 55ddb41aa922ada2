import { type Diagnostic, isPlainObject } from "@galaxy-kit/protocol";
import type { z } from "zod";
import { didYouMean } from "./did-you-mean.js";
import { membersAt } from "./members-at.js";
import { describeIssue, describeMismatch, expectationOf, IS_MISSING } from "./messages.js";
import type { ScenarioCode } from "./scenario-codes.js";
import { scenarioFrame, type StepName, stepNames, stepOptions, stepSchema } from "./scenario-schema.js";

type ScenarioDiagnostic = Diagnostic<ScenarioCode>;

/** Returns a diagnostic for each reason why a value is not a valid scenario. */
export function diagnose(value: unknown): readonly ScenarioDiagnostic[] {
  const steps = isPlainObject(value) && Array.isArray(value["steps"]) ? (value["steps"] as unknown[]) : [];
  return [
    ...check(scenarioFrame, value, []),
    ...steps.flatMap((step, index) => (typeof step === "function" ? [] : diagnoseStep(step, ["steps", index]))),
  ];
}

/** One schema per kind of step gives better messages than a union of all of them. */
function diagnoseStep(step: unknown, path: PropertyKey[]): readonly ScenarioDiagnostic[] {
  if (!isPlainObject(step)) {
    return [diagnostic("invalid-scenario-step", path, 'expected a step, such as { "importsDone": true }')];
  }
  const actions = Object.keys(step).filter((name) => !Object.hasOwn(stepOptions, name));
  const unknown = actions.filter((name) => !isStepName(name));
  if (unknown.length > 0) {
    return unknown.map((name) =>
      diagnostic("unknown-scenario-step", [...path, name], "unknown step", didYouMean(name, stepNames)),
    );
  }
  const [action] = actions;
  if (actions.length === 1 && action !== undefined && isStepName(action)) return check(stepSchema(action), step, path);
  const found = actions.length === 0 ? "none" : actions.join(", ");
  return [diagnostic("invalid-scenario-step", path, `expected exactly one action, found ${found}`)];
}

function isStepName(name: string): name is StepName {
  return (stepNames as readonly string[]).includes(name);
}

function check(schema: z.ZodObject, value: unknown, base: PropertyKey[]): readonly ScenarioDiagnostic[] {
  const { error } = schema.safeParse(value, { error: describeIssue, reportInput: true });
  return error?.issues.flatMap((issue) => toDiagnostics(issue, [], base, schema)) ?? [];
}

/** @param parent - the path of the union that reports the issue, if one does */
function toDiagnostics(
  issue: z.core.$ZodIssue,
  parent: PropertyKey[],
  base: PropertyKey[],
  schema: z.ZodObject,
): ScenarioDiagnostic[] {
  const path = [...parent, ...issue.path];
  const place = [...base, ...path];
  if (issue.message === IS_MISSING) return [diagnostic("missing-scenario-member", place, issue.message)];
  switch (issue.code) {
    case "invalid_union":
      return closestBranch(issue).flatMap((each) => toDiagnostics(each, path, base, schema));
    case "unrecognized_keys":
      return issue.keys.map((key) =>
        diagnostic("unknown-scenario-member", [...place, key], issue.message, didYouMean(key, membersAt(schema, path))),
      );
    case "invalid_value": {
      const names = issue.values.filter((value) => typeof value === "string");
      return [diagnostic("invalid-scenario-value", place, issue.message, didYouMean(issue.input, names))];
    }
    case "custom": {
      const { code = "invalid-scenario-value", remedy } = (issue.params ?? {}) as Partial<ScenarioDiagnostic>;
      return [diagnostic(code, place, issue.message, remedy)];
    }
    default:
      return [diagnostic("invalid-scenario-value", place, issue.message)];
  }
}

/** Returns the issues of the alternative that was most likely meant: the one whose type matches, but not its content. */
function closestBranch({ errors, input }: z.core.$ZodIssueInvalidUnion): readonly z.core.$ZodIssue[] {
  const fitting = errors.find((issues) =>
    issues.every(({ path, code }) => path.length > 0 || code === "unrecognized_keys"),
  );
  const named = errors.find(([first]) => first?.code === "invalid_value" && typeof first.values[0] === typeof input);
  const branch = fitting ?? named;
  if (branch) return branch;
  const alternatives = errors.flatMap((issues) => issues.slice(0, 1));
  const expected = alternatives.map(expectationOf).filter((text) => text !== undefined);
  const [first] = alternatives;
  if (!first || expected.length === 0) return alternatives;
  return [{ ...first, message: describeMismatch(expected, input) }];
}

function diagnostic(code: ScenarioCode, path: PropertyKey[], message: string, remedy?: string): ScenarioDiagnostic {
  const subject = path.reduce<string>((text, part) => {
    if (typeof part === "number") return `${text}[${part}]`;
    return text === "" ? String(part) : `${text}.${String(part)}`;
  }, "");
  return { severity: "error", code, subject, message, ...(remedy !== undefined && { remedy }) };
}
