import { faultsIn } from "../../reporting/fault.js";
import type { JournalEntry } from "../../reporting/journal-entry.js";
import type { LogEntry } from "../../reporting/log-entry.js";
import type { Problem } from "../../reporting/problem.js";
import type { ScenarioResult, StepResult } from "./scenario-result.js";

const SHOWN_FAULTS = 10;
const MAX_LINE_LENGTH = 200;

const marks = { passed: "✓", failed: "✗", skipped: "-", "not run": " " } as const;

/** Returns a report for people: which step failed and why, and the last messages and log lines. */
export function describeScenarioResult(result: ScenarioResult): string {
  const { name, passed, ms, steps } = result;
  const lines = [`${passed ? "✓" : "✗"} ${name} (${seconds(ms)})`, ...steps.flatMap(describeStepResult).map(indent)];
  if (passed) return lines.join("\n");
  return [
    ...lines,
    ...section("Problems", describeProblems(result.problems)),
    ...section("Last messages", result.lastMessages.map(describeMessage)),
    ...section("Last lines of the log", result.lastLog.map(describeLogLine)),
  ].join("\n");
}

/** Returns the lines of the report about one step, to show them as steps complete. */
export function describeStepResult({ outcome, name, ms, notes, failure }: StepResult): string[] {
  const time = outcome === "passed" || outcome === "failed" ? ` (${seconds(ms)})` : "";
  const more = notes.length === 0 ? "" : `: ${notes.join("; ")}`;
  return [
    `${marks[outcome]} ${name}${outcome === "not run" ? " (not run)" : ""}${time}${more}`,
    ...(failure ? [failure.message, ...(failure.difference?.split("\n") ?? [])].map(indent) : []),
  ];
}

/** Describes errors, or warnings if there are no errors: a storm causes hundreds of warnings. */
function describeProblems(problems: readonly Problem[]): string[] {
  const faults = faultsIn(problems);
  const errors = faults.filter(({ severity }) => severity === "error");
  const shown = (errors.length > 0 ? errors : faults).slice(-SHOWN_FAULTS);
  const others = faults.length - shown.length;
  return [...shown.map((fault) => fault.describe()), ...(others > 0 ? [`and ${others} more`] : [])];
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`${title}:`, ...lines.map((line) => indent(cut(line)))];
}

function describeMessage(entry: JournalEntry): string {
  const { direction, type, method, id, size, params, result, error } = entry;
  const what = [type, method, id != null && `#${String(id)}`].filter((part) => typeof part === "string").join(" ");
  const said = JSON.stringify(error ?? result ?? params) as string | undefined;
  return `${direction === "sent" ? "→" : "←"} ${what}, ${size} bytes${said === undefined ? "" : `: ${said}`}`;
}

function describeLogLine({ level, logger, message }: LogEntry): string {
  return [level, logger !== undefined && `${logger}:`, message].filter((part) => typeof part === "string").join(" ");
}

function cut(line: string): string {
  return line.length <= MAX_LINE_LENGTH ? line : `${line.slice(0, MAX_LINE_LENGTH)}…`;
}

function indent(line: string): string {
  return line === "" ? "" : `  ${line}`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
