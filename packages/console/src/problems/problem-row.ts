import { isPlainObject } from "@galaxy-kit/protocol";
import { describeProblem, faultOf, type LogEntry, type Problem } from "@galaxy-kit/simulator";
import type { ProblemRow } from "../contract/index.js";
import { boundedJson } from "../rows/bounded-json.js";
import { callOfLine, callOfProblem } from "./failed-call.js";

/** A detail may contain all the ids of an import or a long excerpt. In characters. */
const MAX_DETAIL_LENGTH = 4 * 1024;
/** The causes of an error may have causes. In characters. */
const MAX_TRACE_LENGTH = 16 * 1024;

/** @param session - the number of the session that it belongs to; the ids of calls start again with each */
export function rowOfProblem(problem: Problem, number: number, session: number): ProblemRow {
  const { detail, ...others } = problem;
  return {
    number,
    text: describeProblem(problem),
    fault: faultOf(problem),
    ...others,
    ...failureOf(session, callOfProblem(problem)),
    ...(detail !== undefined && { detail: shorten(detail) }),
  };
}

/** @param session - as for {@link rowOfProblem} */
export function rowOfLine(line: LogEntry, number: number, session: number): ProblemRow {
  const { time, level, trace, fields = {} } = line;
  const severity = level === "error" ? "error" : "warning";
  const { ids, remedy, handling } = fields;
  const kind = isUncaught(line) ? "uncaught-error" : "logged-error";
  const message = sentenceOf(line);
  // The place where it was thrown identifies the error, since the message may name the id of a game.
  const origin = /^ +at .*$/m.exec(trace ?? "")?.[0] ?? message;
  return {
    number,
    time,
    kind,
    severity,
    message,
    text: `${severity} ${kind}: ${message}`,
    fault: [kind, line.logger, origin].join("\n"),
    ...(isPlainObject(handling) && typeof handling["method"] === "string" && { method: handling["method"] }),
    ...failureOf(session, callOfLine(line)),
    ...(Array.isArray(ids) && { ids: ids.map(String) }),
    ...(trace !== undefined && { trace: trace.slice(0, MAX_TRACE_LENGTH) }),
    ...(typeof remedy === "string" && { remedy }),
  };
}

/** As the kernel logs them. */
function isUncaught({ logger, fields = {} }: LogEntry): boolean {
  const { message } = fields;
  return logger === "galaxy-kit" && (message === "Uncaught error" || message === "Unhandled promise rejection");
}

/** The message of the line, and the error. */
function sentenceOf({ message, fields = {} }: LogEntry): string {
  const { message: said, error } = fields;
  const sentence = typeof said === "string" ? said : message;
  const reason = isPlainObject(error) ? error["message"] : error;
  return typeof reason !== "string" || reason === "" || sentence.includes(reason) ? sentence : `${sentence}: ${reason}`;
}

function failureOf(session: number, call: string | undefined): Pick<ProblemRow, "failure"> {
  return call === undefined ? {} : { failure: `${session} ${call}` };
}

function shorten(detail: unknown): unknown {
  const { json, isTruncated } = boundedJson(detail, MAX_DETAIL_LENGTH);
  return isTruncated ? `${json}…` : detail;
}
