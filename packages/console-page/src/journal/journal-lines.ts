import type { JournalImport, JournalRow } from "@galaxy-kit/console";
import { imports } from "@galaxy-kit/protocol";
import { divided, isDivider, type SessionDivider } from "../sessions/divide.js";
import type { ItemLine } from "./journal-items.js";

/** A message. */
export interface MessageLine {
  readonly type: "message";
  readonly key: number;
  readonly time: number;
  readonly row: JournalRow;
  /** Whether it is shown below the import that it is a part of. */
  readonly isInside: boolean;
}

/** The request that starts an import, and stands for all of its messages. */
export interface ImportLine {
  readonly type: "import";
  readonly key: number;
  readonly time: number;
  readonly row: JournalRow;
  readonly imported: JournalImport;
  /** Which messages about its items are shown below it. */
  readonly shown: Shown | undefined;
}

export type Shown = ItemLine["of"];

export type JournalLine = MessageLine | ImportLine | ItemLine | SessionDivider;

export type Imports = ReadonlyMap<string, JournalImport>;

/** Lets the request of an import fail and last as the import does. Adds a row for one whose request is not kept, or was never sent. */
export function withImports(rows: readonly JournalRow[], all: Imports): readonly JournalRow[] {
  const known = new Set<string>();
  const complete = rows.map((row) => {
    const imported = importOf(row, all);
    if (!imported) return row;
    known.add(imported.id);
    return { ...row, ...factsOf(imported) };
  });
  const missing = [...all.values()].filter(({ id }) => !known.has(id));
  if (missing.length === 0) return complete;
  return [...complete, ...missing.map(rowWithoutRequest)].sort((one, other) => one.number - other.number);
}

function factsOf({ failures, startedAt, endedAt }: JournalImport): Pick<JournalRow, "failed" | "duration"> {
  return { failed: failures > 0, duration: endedAt === undefined ? undefined : endedAt - startedAt };
}

function rowWithoutRequest(imported: JournalImport): JournalRow {
  const { number, kind, startedAt: time } = imported;
  const { method } = imports[kind].start;
  return { number, time, direction: "sent", type: "request", method, size: 0, excerpt: "", ...factsOf(imported) };
}

interface LineOptions {
  readonly imports: Imports;
  /** The imports whose messages are shown, and which. */
  readonly open: ReadonlyMap<number, Shown>;
  readonly sessions: Parameters<typeof divided>[1];
  /** Sorts the lines by something other than time; restarts have no place in that order. */
  readonly compare?: ((one: JournalRow, other: JournalRow) => number) | undefined;
  readonly itemsOf: (imported: JournalImport, shown: Shown) => readonly ItemLine[];
}

/**
 * Returns the lines of the journal. An import is one line; its other messages follow if it is open. A message whose import does not match the
 * filter is a line of its own.
 *
 * @param rows - those that match the filter, as {@link withImports} returns them
 */
export function journalLines(rows: readonly JournalRow[], options: LineOptions): readonly JournalLine[] {
  const shown = new Set(rows.filter((row) => importOf(row, options.imports)).map(({ number }) => number));
  const parts = new Map<number, JournalRow[]>();
  const outside: (MessageLine | ImportLine)[] = [];
  for (const row of rows) {
    if (row.partOf === undefined || !shown.has(row.partOf)) outside.push(lineOf(row, options));
    else parts.set(row.partOf, [...(parts.get(row.partOf) ?? []), row]);
  }
  const { compare } = options;
  const ordered = compare
    ? outside.sort((one, other) => compare(one.row, other.row))
    : divided(outside, options.sessions);
  return ordered.flatMap((line): readonly JournalLine[] => {
    if (isDivider(line) || line.type === "message" || !line.shown) return [line];
    const inside = (parts.get(line.key) ?? []).map((row) => messageLine(row, true));
    const isEnd = ({ row }: MessageLine): boolean => row.type === "notification";
    const [before, after] = [inside.filter((each) => !isEnd(each)), inside.filter(isEnd)];
    return [line, ...before, ...options.itemsOf(line.imported, line.shown), ...after];
  });
}

function lineOf(row: JournalRow, { imports: all, open }: LineOptions): MessageLine | ImportLine {
  const { number: key, time } = row;
  const imported = importOf(row, all);
  return imported ? { type: "import", key, time, row, imported, shown: open.get(key) } : messageLine(row, false);
}

/** Returns the import that a row stands for. */
function importOf({ type, number }: JournalRow, all: Imports): JournalImport | undefined {
  return type === "request" ? all.get(String(number)) : undefined;
}

function messageLine(row: JournalRow, isInside: boolean): MessageLine {
  return { type: "message", key: row.number, time: row.time, row, isInside };
}
