import { minorOf } from "../subjects/find-pythons.js";
import { type CaseResult, type Result, times } from "./result.js";

/** A performance goal of the framework, and whether this run met it. */
export interface Target {
  readonly text: string;
  readonly found: string;
  readonly met: boolean;
}

interface ImportTargets {
  readonly minTimesPython?: number;
  readonly maxTimesFloor: number;
  readonly maxMB?: number;
}

const OWNED_GAMES: ImportTargets = { minTimesPython: 10, maxTimesFloor: 1.4, maxMB: 100 };
const ACHIEVEMENTS: ImportTargets = { minTimesPython: 22, maxTimesFloor: 2.5, maxMB: 100 };
const OTHER_IMPORTS: ImportTargets = { maxTimesFloor: 2.5 };
/** How long a start may take, relative to the Python API on the same version of Python. */
const MAX_TIMES_PYTHON: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  "cold-start": { "3.13": 0.8, "3.7": 1.1 },
  "first-start": { "3.13": 1.3 },
};
const MAX_IDLE_MB = 60;
const MAX_P99_PING_MS = 10;
const MAX_PING_MS = 25;

/**
 * Checks the targets that the given results cover.
 *
 * @param python - the version of Python to compare with
 */
export function checkTargets(results: readonly Result[], python: string | undefined): Target[] {
  return results.flatMap((result) => {
    switch (result.name) {
      case "cold-start":
      case "first-start":
        return startTargets(result);
      case "idle-memory":
        return result.cases
          .filter(({ role }) => role === "ours")
          .map(({ name, median }) => atMost(`${result.name}: ${name}`, median, MAX_IDLE_MB, "MB"));
      case "ping-sequential":
      case "ping-pipelined":
        return [];
      case "owned-games":
        return importTargets(result, python, OWNED_GAMES);
      case "achievements":
        return importTargets(result, python, ACHIEVEMENTS);
      default:
        return importTargets(result, python, OTHER_IMPORTS);
    }
  });
}

function importTargets(result: Result, python: string | undefined, targets: ImportTargets): Target[] {
  const { minTimesPython, maxTimesFloor, maxMB } = targets;
  const reference = result.cases.find((one) => one.role === "reference" && one.python === python);
  const floor = result.cases.find((one) => one.role === "floor");
  return result.cases
    .filter(({ role }) => role === "ours")
    .flatMap((one) => {
      const { ping } = one;
      const limit = (what: string, found: number | undefined, most: number | undefined, unit: string): Target[] =>
        found === undefined || most === undefined
          ? []
          : [atMost(`${result.name}: ${one.name}: ${what}`, found, most, unit)];
      return [
        ...(minTimesPython === undefined ? [] : atLeastTimes(minTimesPython, result, one, reference)),
        ...limit("relative to the floor", floor && 1 / times("less", one, floor), maxTimesFloor, "times"),
        ...limit("peak memory", one.memory, maxMB, "MB"),
        ...limit("99th percentile of pings", ping?.p99, MAX_P99_PING_MS, "ms"),
        ...limit("slowest ping", ping?.max, MAX_PING_MS, "ms"),
      ];
    });
}

/** Compares the packed integration, launcher included, with the Python API on the same interpreter. */
function startTargets({ name, cases }: Result): Target[] {
  return cases.flatMap((reference) => {
    const launched =
      reference.role === "reference" && cases.find((one) => one.role === "ours" && one.python === reference.python);
    const most = MAX_TIMES_PYTHON[name]?.[minorOf(reference.python ?? "")];
    if (!launched || most === undefined) return [];
    const found = launched.median / reference.median;
    return [atMost(`${name}: ${launched.name}: relative to the Python API`, found, most, "times")];
  });
}

function atLeastTimes(
  minimum: number,
  { name, better }: Result,
  ours: CaseResult,
  reference: CaseResult | undefined,
): Target[] {
  if (!reference) return [];
  const found = times(better, ours, reference);
  return [
    {
      text: `${name}: ${ours.name}: at least ${minimum} times as fast as ${reference.name}`,
      found: `${found.toFixed(1)} times`,
      met: found >= minimum,
    },
  ];
}

function atMost(text: string, found: number, limit: number, unit: string): Target {
  return { text: `${text} (at most ${format(limit)} ${unit})`, found: `${format(found)} ${unit}`, met: found <= limit };
}

function format(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(value < 10 ? 2 : 1);
}
