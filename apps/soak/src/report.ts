import type { LoadCounts } from "./load.js";
import type { Verdict } from "./verdict.js";

const BARS = "▁▂▃▄▅▆▇█";
const WIDTH = 40;

export function renderReport(verdicts: readonly Verdict[], counts: LoadCounts, seconds: number): string {
  const headings = ["", "first", "last", "lowest", "highest", "rise", "max rise", ""];
  const rows = verdicts.map(({ name, unit, series, rise, maxRise, isFlat }) => [
    unit === "" ? name : `${name} (${unit})`,
    ...[series[0] ?? 0, series.at(-1) ?? 0, Math.min(...series), Math.max(...series), rise, maxRise].map((number) =>
      number.toFixed(1),
    ),
    `${sparkline(series)}${isFlat ? "" : "  GROWS"}`,
  ]);
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const lines = [headings, ...rows].map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  const done = Object.entries(counts).map(([what, count]) => `${count} ${what}`);
  return [...lines, "", `In ${seconds} s: ${done.join(", ")}`, ""].join("\n");
}

/** Draws a series as one line of text, with the maximum of each section. */
export function sparkline(series: readonly number[]): string {
  const section = Math.max(1, Math.ceil(series.length / WIDTH));
  const peaks = Array.from({ length: Math.ceil(series.length / section) }, (_, index) =>
    Math.max(...series.slice(index * section, (index + 1) * section)),
  );
  const [lowest, highest] = [Math.min(...peaks), Math.max(...peaks)];
  const height = (value: number): number =>
    highest === lowest ? 0 : Math.round(((value - lowest) / (highest - lowest)) * (BARS.length - 1));
  return peaks.map((value) => BARS[height(value)]).join("");
}
