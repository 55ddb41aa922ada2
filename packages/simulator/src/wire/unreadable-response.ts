import type { MessageId } from "@galaxy-kit/protocol";

const VERSION = String.raw`"jsonrpc"\s*:\s*"2\.0"`;
const ID = String.raw`"id"\s*:\s*("[^"\\\u0000-\u001f]{1,40}"|0|[1-9]\d{0,14})`;
const CONTENT = String.raw`"(?:result|error)"\s*:`;

/** The members in the usual orders: that of the Python API, and sorted by name. */
const ID_FIRST = new RegExp(String.raw`^\s*\{\s*(?:${VERSION}\s*,\s*)?${ID}\s*,\s*(?:${VERSION}\s*,\s*)?${CONTENT}`);
const CONTENT_FIRST = new RegExp(String.raw`^\s*\{\s*(?:${VERSION}\s*,\s*)?${CONTENT}`);
const ID_LAST = new RegExp(String.raw`${ID}\s*(?:,\s*${VERSION}\s*)?\}\s*$`);

/** The id and what may follow it. */
const END_LENGTH = 200;

/**
 * Returns the id of the request that a line responds to, even if the line is not valid JSON: Python writes `NaN`, and otherwise the
 * call would wait in vain. Undefined if there is any doubt.
 */
export function answeredBy(text: string): MessageId | undefined {
  const [, id] =
    ID_FIRST.exec(text) ?? (CONTENT_FIRST.test(text) ? ID_LAST.exec(text.slice(-END_LENGTH)) : undefined) ?? [];
  return id === undefined ? undefined : (JSON.parse(id) as MessageId);
}
