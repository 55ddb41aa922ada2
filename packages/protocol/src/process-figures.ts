import { isPlainObject } from "./codec/index.js";

/** What the process of an integration costs at the moment, for the tools of a developer. */
export interface ProcessFigures {
  /** Resident memory, in bytes. */
  readonly memory: number;
  /** By how many milliseconds the event loop was late at most since the figures before. */
  readonly eventLoopDelay: number;
}

const MEMBER = "galaxy_kit_process";
/** No line of a logger begins like this. */
const START = `{"${MEMBER}":`;

/** Returns the content of a line of the log that carries the figures. */
export function processFiguresLine(figures: ProcessFigures): { readonly [MEMBER]: ProcessFigures } {
  return { [MEMBER]: figures };
}

/** Reads a line that carries the figures; undefined for any other line. */
export function readProcessFigures(line: string): ProcessFigures | undefined {
  if (!line.startsWith(START)) return undefined;
  try {
    const { [MEMBER]: figures } = JSON.parse(line) as { readonly [MEMBER]: unknown };
    if (!isPlainObject(figures)) return undefined;
    const { memory, eventLoopDelay } = figures;
    return typeof memory === "number" && typeof eventLoopDelay === "number" ? { memory, eventLoopDelay } : undefined;
  } catch {
    return undefined;
  }
}
