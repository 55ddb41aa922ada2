import { type CaseResult, type Result, times } from "./result.js";

/** A performance goal of the framework, and whether this run met it. */
export interface Target {
  readonly text: string;
  readonly found: string;
  readonly met: boolean;
}

const MIN_IMPORT_SPEEDUP = 12;
const MAX_MB = 122;
const MAX_PING_MS = 20;
const MAX_TIMES_FLOOR = 8;
const MIN_OWNED_GAMES_SPEEDUP = 8;

/**
 * Checks the targets that the given results cover.
 *
 * @param python - the version of Python to compare with
 */
export function checkTargets(results: readonly Result[], python: string | undefined): Target[] {
  return results.flatMap((result) => {
    if (result.name === "cold-start") return coldStartTargets(result);
    const reference = result.cases.find((one) => one.role === "reference" && one.python === python);
    const floor = result.cases.find((one) => one.role === "floor");
    const ours = result.cases.filter((one) => one.role === "ours");
    if (result.name === "owned-games")
      return ours.flatMap((one) => atLeastTimes(MIN_OWNED_GAMES_SPEEDUP, result, one, reference));
    if (result.name !== "achievements") return [];
    return ours.flatMap((one) => [
      ...atLeastTimes(MIN_IMPORT_SPEEDUP, result, one, reference),
      ...(floor
        ? [
            atMost(
              `${result.name}: ${one.name}: within ${MAX_TIMES_FLOOR} times the floor`,
              1 / times("less", one, floor),
              MAX_TIMES_FLOOR,
              "times",
            ),
          ]
        : []),
      ...(one.memory === undefined
        ? []
        : [atMost(`${result.name}: ${one.name}: peak memory`, one.memory, MAX_MB, "MB")]),
      ...(one.ping
        ? [atMost(`${result.name}: ${one.name}: 99th percentile of pings`, one.ping.p99, MAX_PING_MS, "ms")]
        : []),
    ]);
  });
}

/** Compares the packed integration, launcher included, with the Python API on the same interpreter. */
function coldStartTargets({ name, cases }: Result): Target[] {
  return cases.flatMap((reference) => {
    const launched =
      reference.role === "reference" && cases.find((one) => one.role === "ours" && one.python === reference.python);
    if (!launched) return [];
    return [
      atMost(`${name}: ${launched.name}: no slower than the Python API`, launched.median, reference.median, "ms"),
    ];
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
  return Number.isInteger(value) ? String(value) : value.toFixed(1);
}
