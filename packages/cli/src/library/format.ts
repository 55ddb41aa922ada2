import { LocalGameState, OSCompatibility } from "@galaxy-kit/protocol";
import { cut, onOneLine } from "../terminal/text.js";

/** Stands for a value that the integration has not reported. */
const UNREPORTED = "–";

const MAX_TITLE_WIDTH = 60;

/** Makes a text from outside fit for a table: on one line, and truncated. */
export function printable(text: string): string {
  return cut(onOneLine(text), MAX_TITLE_WIDTH);
}

export function formatState(state: LocalGameState | undefined): string {
  if (state === undefined) return UNREPORTED;
  if ((state & LocalGameState.Running) !== 0) return "running";
  return (state & LocalGameState.Installed) !== 0 ? "installed" : "not installed";
}

/** @param lastPlayed - distinguishes a game that was played for a few seconds from one that was never played */
export function formatPlayTime(minutes: number | undefined, lastPlayed: number | undefined): string {
  if (minutes === undefined) return UNREPORTED;
  if (minutes === 0) return lastPlayed === undefined ? "never" : "< 1 min";
  const hours = Math.floor(minutes / 60);
  return hours === 0 ? `${minutes} min` : `${hours} h ${String(minutes % 60).padStart(2, "0")} min`;
}

export function formatSize(bytes: number | null | undefined): string {
  if (bytes === undefined) return UNREPORTED;
  if (bytes === null) return "unknown";
  let value = bytes;
  let unit = 0;
  const units = ["B", "kB", "MB", "GB", "TB"];
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 || value >= 99.95 ? value.toFixed(0) : value.toFixed(1)} ${units[unit] ?? ""}`;
}

export function formatSystems(systems: OSCompatibility | null | undefined): string {
  if (systems === undefined) return UNREPORTED;
  if (systems === null) return "unknown";
  const names = { Windows: OSCompatibility.Windows, macOS: OSCompatibility.MacOS, Linux: OSCompatibility.Linux };
  return Object.entries(names)
    .filter(([, flag]) => (systems & flag) !== 0)
    .map(([name]) => name)
    .join(", ");
}

/** Returns `1 game` or `2,000 games`. */
export function formatCount(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatNumber(count)} ${count === 1 ? singular : plural}`;
}

/** Returns `999` or `50,000`. */
export function formatNumber(value: number): string {
  return value.toLocaleString("en-US");
}
