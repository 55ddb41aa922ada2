import { describeProblem, faultOf, type Problem } from "@galaxy-kit/simulator";
import type { ProblemRow } from "../contract/index.js";
import { boundedJson } from "./bounded-json.js";

/** A detail may contain all the ids of an import or a long excerpt. In characters. */
const MAX_DETAIL_LENGTH = 4 * 1024;

export function problemRow(problem: Problem, number: number): ProblemRow {
  const { detail, ...others } = problem;
  return {
    number,
    text: describeProblem(problem),
    fault: faultOf(problem),
    ...others,
    ...(detail !== undefined && { detail: shorten(detail) }),
  };
}

function shorten(detail: unknown): unknown {
  const { json, isTruncated } = boundedJson(detail, MAX_DETAIL_LENGTH);
  return isTruncated ? `${json}…` : detail;
}
