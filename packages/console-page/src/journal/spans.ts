import type { JournalRow } from "@galaxy-kit/console";
import type { JournalItems } from "./journal-items.js";
import type { JournalLine } from "./journal-lines.js";
import type { Span } from "./time-scale.js";

/** The responses by the numbers of their requests. */
export type Responses = ReadonlyMap<number, JournalRow>;

export function responsesIn(rows: readonly JournalRow[]): Responses {
  const responses = new Map<number, JournalRow>();
  for (const row of rows) if (row.requestNumber !== undefined) responses.set(row.requestNumber, row);
  return responses;
}

/** Whether something has begun and not ended: a request without a response, or an import. */
export function isRunning(line: JournalLine, responses: Responses): boolean {
  if (!("type" in line) || line.type === "item") return false;
  if (line.type === "import") return line.imported.state === "running";
  return line.row.type === "request" && !responses.has(line.key);
}

/**
 * Returns the time that a line covers: a request until its response, an import from its start to its end, anything else a point.
 * Undefined for a line that is not a message, or not loaded.
 *
 * @param now - where something ends that is still running
 */
export function spanOf(line: JournalLine, responses: Responses, items: JournalItems, now: number): Span | undefined {
  if (!("type" in line)) return undefined;
  const row = line.type === "item" ? items.row(line) : line.row;
  if (!row) return undefined;
  const from = row.time;
  if (isRunning(line, responses)) return { from, to: Math.max(from, now) };
  if (line.type === "import") return { from, to: line.imported.endedAt ?? from };
  return { from, to: from + (responses.get(row.number)?.duration ?? 0) };
}
