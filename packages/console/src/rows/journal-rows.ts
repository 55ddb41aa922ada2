import { imports } from "@galaxy-kit/protocol";
import type { JournalEntry } from "@galaxy-kit/simulator";
import type { JournalDetails, JournalRow } from "../contract/index.js";
import { boundedJson } from "./bounded-json.js";

const EXCERPT_CHARACTERS = 200;

/** Larger messages are not read for an excerpt: that would take longer than a page may hold anything up. In bytes. */
const LARGEST_EXCERPTED = 64 * 1024;

/** What a person looks at; there is a download for the rest. */
const SHOWN_CHARACTERS = 256 * 1024;

/** Notifications that say that something could not be imported. */
const failures: ReadonlySet<string | undefined> = new Set(Object.values(imports).map(({ failure }) => failure.method));

type Content = Pick<JournalEntry, "params" | "result" | "error" | "text">;

export function journalRow(entry: JournalEntry): JournalRow {
  const { number, time, direction, type, method, id, size, duration, answers } = entry;
  const content = entry.size <= LARGEST_EXCERPTED ? contentOf(entry) : {};
  const failed = hasFailed(entry, content);
  return { number, time, direction, type, method, id, size, duration, answers, failed, excerpt: excerptOf(content) };
}

/**
 * A message as it was on the wire, as far as the masking lets it through.
 *
 * @param revealed the same message without masks
 */
export function journalDetails(entry: JournalEntry, revealed: JournalEntry, reveal: boolean): JournalDetails {
  const masked = contentOf(entry);
  const clear = contentOf(revealed);
  const row: JournalRow = { ...journalRow(entry), failed: hasFailed(entry, clear) };
  if (entry.content === "gone") return { ...row, isCut: false, hasSecrets: false };
  return {
    ...row,
    ...boundedJson(onTheWire(entry, reveal ? clear : masked), SHOWN_CHARACTERS, 2),
    hasSecrets: differ(masked, clear),
  };
}

function hasFailed({ type, method }: JournalEntry, { error }: Content): boolean {
  if (type === "notification") return failures.has(method);
  return type === "unreadable" || error !== undefined;
}

/** Each is read from the line when it is asked for: once, and only those that are there. */
function contentOf(entry: JournalEntry): Content {
  if (entry.type === "unreadable") return { text: entry.text };
  if (entry.type !== "response") return { params: entry.params };
  const { error } = entry;
  return error === undefined ? { result: entry.result } : { error };
}

function onTheWire({ type, id, method }: JournalEntry, content: Content): unknown {
  if (type === "unreadable") return content.text;
  return { jsonrpc: "2.0", ...(id !== undefined && { id }), ...(type !== "response" && { method }), ...content };
}

function excerptOf(content: Content): string {
  const said = saidIn(content);
  if (said === undefined || said === null) return "";
  const { json, isCut } = boundedJson(said, EXCERPT_CHARACTERS);
  return isCut ? `${json}…` : json;
}

/** There is one of them. */
function saidIn(content: Content): unknown {
  return Object.values<unknown>(content)[0];
}

/** A mask takes the place of a whole content or of one of its members, and never of what is deeper. */
function differ(masked: Content, clear: Content): boolean {
  const shown = saidIn(masked);
  const said = saidIn(clear);
  if (typeof shown === "string" || typeof said === "string") return shown !== said;
  return Object.entries(shown ?? {}).some(
    ([name, value]) => typeof value === "string" && value !== (said as Record<string, unknown> | undefined)?.[name],
  );
}
