import type { LoadCounts } from "./load.js";
import type { Finding } from "./verdict.js";

const BARS = "▁▂▃▄▅▆▇█";
const WIDTH = 40;

export function renderReport(findings: readonly Finding[], counts: LoadCounts, seconds: number): string {
  const heads = ["", "first", "last", "lowest", "highest", "rises by", "may rise by", ""];
  const rows = findings.map(({ name, unit, series, rises, mayRise, isFlat }) => [
    unit === "" ? name : `${name} (${unit})`,
    ...[series[0] ?? 0, series.at(-1) ?? 0, Math.min(...series), Math.max(...series), rises, mayRise].map((number) =>
      number.toFixed(1),
    ),
    `${sparkline(series)}${isFlat ? "" : "  GROWS"}`,
  ]);
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const lines = [heads, ...rows].map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  const done = Object.entries(counts).map(([what, count]) => `${count} ${what}`);
  return [...lines, "", `In ${seconds} s: ${done.join(", ")}`, ""].join("\n");
}

/** The series in a line: the highest of each stretch. */
export function sparkline(series: readonly number[]): string {
  const stretch = Math.max(1, Math.ceil(series.length / WIDTH));
  const peaks = Array.from({ length: Math.ceil(series.length / stretch) }, (_, index) =>
    Math.max(...series.slice(index * stretch, (index + 1) * stretch)),
  );
  const [lowest, highest] = [Math.min(...peaks), Math.max(...peaks)];
  const height = (value: number): number =>
    highest === lowest ? 0 : Math.round(((value - lowest) / (highest - lowest)) * (BARS.length - 1));
  return peaks.map((value) => BARS[height(value)]).join("");
}
