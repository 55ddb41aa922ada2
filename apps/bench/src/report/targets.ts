import { type CaseResult, type Result, times } from "./result.js";

/** What the framework promises itself, and whether this run has shown it. */
export interface Target {
  readonly text: string;
  readonly found: string;
  readonly met: boolean;
}

const TIMES_FASTER_IMPORT = 12;
const MAX_MB = 122;
const MAX_PING_MS = 20;
const TIMES_THE_FLOOR = 8;
const TIMES_FASTER_OWNED_GAMES = 8;

/** Those that what was measured can tell about; `python` is the version to compare with. */
export function checkTargets(results: readonly Result[], python: string | undefined): Target[] {
  return results.flatMap((result) => {
    if (result.name === "cold-start") return coldStartTargets(result);
    const reference = result.cases.find((one) => one.role === "reference" && one.python === python);
    const floor = result.cases.find((one) => one.role === "floor");
    const ours = result.cases.filter((one) => one.role === "ours");
    if (result.name === "owned-games")
      return ours.flatMap((one) => atLeastTimes(TIMES_FASTER_OWNED_GAMES, result, one, reference));
    if (result.name !== "achievements") return [];
    return ours.flatMap((one) => [
      ...atLeastTimes(TIMES_FASTER_IMPORT, result, one, reference),
      ...(floor
        ? [
            atMost(
              `${result.name}: ${one.name}: within ${TIMES_THE_FLOOR} times of the floor`,
              1 / times("less", one, floor),
              TIMES_THE_FLOOR,
              "times",
            ),
          ]
        : []),
      ...(one.memory === undefined
        ? []
        : [atMost(`${result.name}: ${one.name}: peak memory`, one.memory, MAX_MB, "MB")]),
      ...(one.ping ? [atMost(`${result.name}: ${one.name}: 99 % of pings`, one.ping.p99, MAX_PING_MS, "ms")] : []),
    ]);
  });
}

/** The packed integration with its launcher against the Python API, on the same interpreter. */
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
  wanted: number,
  { name, better }: Result,
  ours: CaseResult,
  reference: CaseResult | undefined,
): Target[] {
  if (!reference) return [];
  const found = times(better, ours, reference);
  return [
    {
      text: `${name}: ${ours.name}: at least ${wanted} times as fast as ${reference.name}`,
      found: `${found.toFixed(1)} times`,
      met: found >= wanted,
    },
  ];
}

function atMost(text: string, found: number, most: number, unit: string): Target {
  return { text: `${text} (at most ${format(most)} ${unit})`, found: `${format(found)} ${unit}`, met: found <= most };
}

function format(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(1);
}
