import { imports } from "@galaxy-kit/protocol";
import type { JournalEntry } from "@galaxy-kit/simulator";
import type { JournalDetails, JournalRow } from "../contract/index.js";
import { boundedJson } from "./bounded-json.js";

const MAX_EXCERPT_LENGTH = 200;

/** Larger messages get no excerpt, because reading them would block the event loop for too long. In bytes. */
const MAX_EXCERPTED_SIZE = 64 * 1024;

/** More than anyone reads on the page; the download has the rest. */
const MAX_DETAILS_LENGTH = 256 * 1024;

/** Notifications that report a failed import of an item. */
const failureMethods: ReadonlySet<string | undefined> = new Set(
  Object.values(imports).map(({ failure }) => failure.method),
);

type Content = Pick<JournalEntry, "params" | "result" | "error" | "text">;

export function journalRow(entry: JournalEntry, partOf?: number): JournalRow {
  const { number, time, direction, type, method, id, size, duration, answers: requestNumber } = entry;
  const content = entry.size <= MAX_EXCERPTED_SIZE ? contentOf(entry) : {};
  const failed = hasFailed(entry, content);
  return {
    number,
    time,
    partOf,
    direction,
    type,
    method,
    id,
    size,
    duration,
    requestNumber,
    failed,
    excerpt: excerptOf(content),
  };
}

/**
 * Returns a message as it was on the wire, except for masked secrets.
 *
 * @param revealed - the same message without masking
 */
export function journalDetails(entry: JournalEntry, revealed: JournalEntry, reveal: boolean): JournalDetails {
  const masked = contentOf(entry);
  const clear = contentOf(revealed);
  const row: JournalRow = { ...journalRow(entry), failed: hasFailed(entry, clear) };
  if (entry.content === "gone") return { ...row, isTruncated: false, hasSecrets: false };
  return {
    ...row,
    ...boundedJson(wireMessage(entry, reveal ? clear : masked), MAX_DETAILS_LENGTH, 2),
    hasSecrets: isMasked(masked, clear),
  };
}

function hasFailed({ type, method }: JournalEntry, { error }: Content): boolean {
  if (type === "notification") return failureMethods.has(method);
  return type === "unreadable" || error !== undefined;
}

/** An entry parses its line on access, so this reads each property once, and only those that exist. */
function contentOf(entry: JournalEntry): Content {
  if (entry.type === "unreadable") return { text: entry.text };
  if (entry.type !== "response") return { params: entry.params };
  const { error } = entry;
  return error === undefined ? { result: entry.result } : { error };
}

function wireMessage({ type, id, method }: JournalEntry, content: Content): unknown {
  if (type === "unreadable") return content.text;
  return { jsonrpc: "2.0", ...(id !== undefined && { id }), ...(type !== "response" && { method }), ...content };
}

function excerptOf(content: Content): string {
  const value = valueOf(content);
  if (value === undefined || value === null) return "";
  const { json, isTruncated } = boundedJson(value, MAX_EXCERPT_LENGTH);
  return isTruncated ? `${json}…` : json;
}

/** Returns the only property of a content. */
function valueOf(content: Content): unknown {
  return Object.values<unknown>(content)[0];
}

/** Masking replaces the whole content or one of its properties, never anything deeper. */
function isMasked(masked: Content, clear: Content): boolean {
  const maskedValue = valueOf(masked);
  const clearValue = valueOf(clear);
  if (typeof maskedValue === "string" || typeof clearValue === "string") return maskedValue !== clearValue;
  return Object.entries(maskedValue ?? {}).some(
    ([name, value]) =>
      typeof value === "string" && value !== (clearValue as Record<string, unknown> | undefined)?.[name],
  );
}
