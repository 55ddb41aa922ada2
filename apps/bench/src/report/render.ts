import type { Conditions } from "./conditions.js";
import { type CaseResult, type Result, times } from "./result.js";
import { table } from "./table.js";
import type { Target } from "./targets.js";

/** The results of a run. */
export interface Report {
  readonly conditions: Conditions;
  /** The version of Python whose Python API everything is compared with. */
  readonly comparedWith: string | undefined;
  readonly results: readonly Result[];
  readonly targets: readonly Target[];
}

/** Renders a report as text. */
export function render({ conditions, comparedWith, results, targets }: Report): string {
  const { processors, memory, system, rounds, load, date } = conditions;
  const blocks = [
    [`${date.slice(0, 10)}, ${processors}, ${memory}, ${system}; rounds: ${rounds}, load before ${load}`],
    ...results.map((result) => [result.title, "", ...table(rowsOf(result, comparedWith))]),
    ...(targets.length === 0
      ? []
      : [["Targets", "", ...table(targets.map(({ text, found, met }) => [text, found, met ? "met" : "NOT MET"]))]]),
  ];
  return `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function rowsOf({ cases, unit, better }: Result, comparedWith: string | undefined): string[][] {
  const reference = cases.find((one) => one.role === "reference" && one.python === comparedWith);
  const floor = cases.find((one) => one.role === "floor");
  const hasMemory = cases.some(({ memory }) => memory !== undefined);
  const hasPings = cases.some(({ ping }) => ping !== undefined);
  const columns: { heading: string; cell: (one: CaseResult) => string }[] = [
    { heading: "", cell: ({ name }) => name },
    { heading: unit, cell: ({ median }) => number(median) },
    { heading: "min … max", cell: ({ min, max }) => `${number(min)} … ${number(max)}` },
    ...(reference
      ? [
          {
            heading: `× Python ${reference.python ?? ""}`,
            cell: (one: CaseResult) => times(better, one, reference).toFixed(2),
          },
        ]
      : []),
    ...(floor
      ? [{ heading: "vs. floor", cell: (one: CaseResult) => `1/${(1 / times(better, one, floor)).toFixed(1)}` }]
      : []),
    ...(hasMemory
      ? [{ heading: "peak MB", cell: ({ memory }: CaseResult) => (memory === undefined ? "n/a" : number(memory)) }]
      : []),
    ...(hasPings
      ? [
          {
            heading: "ping p50 / p90 / p99 / max ms",
            cell: ({ ping }: CaseResult) =>
              ping ? [ping.p50, ping.p90, ping.p99, ping.max].map(number).join(" / ") : "",
          },
        ]
      : []),
  ];
  return [columns.map(({ heading }) => heading), ...cases.map((one) => columns.map(({ cell }) => cell(one)))];
}

function number(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString("en") : value.toFixed(1);
}
