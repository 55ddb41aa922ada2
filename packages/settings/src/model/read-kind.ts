import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import { describeKind, type Kind, type ListKind, type NumberKind, type PathKind, type TextKind } from "./kind.js";
import { type FieldValue, invalid, type Reading, valid } from "./reading.js";

/** Checks that a value is of a kind. An empty text is always valid: whether a field may be empty is another question. */
export function readKind(kind: Kind, raw: unknown): Reading<FieldValue> {
  switch (kind.type) {
    case "text":
    case "secret":
      return readText(kind, raw);
    case "file":
    case "folder":
      return readPath(kind, raw);
    case "number":
      return readNumber(kind, raw);
    case "boolean":
      return typeof raw === "boolean" ? valid(raw) : mustBe(kind);
    case "choice":
      return typeof raw === "string" && kind.choices.has(raw) ? valid(raw) : mustBe(kind);
    case "list":
      return readList(kind, raw);
  }
}

const mustBe = (kind: Kind): Reading<never> => invalid(`must be ${describeKind(kind)}`);

function readText(kind: TextKind, raw: unknown): Reading<string> {
  if (typeof raw !== "string") return mustBe(kind);
  const text = raw.trim();
  if (text === "") return valid(text);
  if (/[\r\n]/.test(text)) return invalid("must be one line");
  const { pattern, minLength = 0, maxLength = Infinity } = kind;
  if (text.length < minLength || text.length > maxLength) return mustBe(kind);
  // A pattern with the flag g or y would remember where it stopped.
  if (pattern && text.search(new RegExp(`^(?:${pattern.source})$`, pattern.flags.replace(/[gy]/g, ""))) !== 0) {
    return invalid("does not have the expected form");
  }
  return valid(text);
}

function readPath(kind: PathKind, raw: unknown): Reading<string> {
  if (typeof raw !== "string") return mustBe(kind);
  // "Copy as path" of Windows adds quotation marks.
  const text = raw.trim().replace(/^"(.*)"$/, "$1");
  if (text === "") return valid(text);
  const path = /^~(?=[\\/]|$)/.test(text) ? join(homedir(), text.slice(1)) : text;
  if (path.includes("\0") || !isAbsolute(path)) return invalid("must be an absolute path");
  return valid(path);
}

function readNumber(kind: NumberKind, raw: unknown): Reading<number> {
  if (typeof raw !== "number" || !Number.isFinite(raw)) return mustBe(kind);
  const { min = -Infinity, max = Infinity, integer } = kind;
  return raw < min || raw > max || (integer && !Number.isInteger(raw)) ? mustBe(kind) : valid(raw);
}

function readList(kind: ListKind, raw: unknown): Reading<readonly string[]> {
  if (!Array.isArray(raw)) return mustBe(kind);
  const items = new Set<string>();
  for (const each of raw as readonly unknown[]) {
    const item = kind.item.type === "text" ? readText(kind.item, each) : readPath(kind.item as PathKind, each);
    if (!item.ok) return invalid(`contains ${JSON.stringify(each)}, which ${item.message}`);
    if (item.value !== "") items.add(item.value);
  }
  const { min = 0, max = Infinity } = kind;
  if (items.size > max) return invalid(`has more than ${max} entries`);
  if (items.size > 0 && items.size < min) return invalid(`has fewer than ${min} entries`);
  return valid([...items]);
}
