import type { JournalRow } from "@galaxy-kit/console";
import {
  clientNotifications,
  clientRequests,
  imports,
  pluginNotifications,
  pluginRequests,
} from "@galaxy-kit/protocol";

type Test = (row: JournalRow) => boolean;

/** A filter that was typed, ready to use. */
export interface JournalQuery {
  readonly matches: Test;
  /** What is wrong with terms that were left out. */
  readonly errors: readonly string[];
}

const messageTypes: readonly JournalRow["type"][] = ["request", "response", "notification", "unreadable"];

/** Words with a meaning of their own. In quotes, they are text. */
const words: ReadonlyMap<string, Test> = new Map([
  ["failed", ({ failed }) => failed],
  ["sent", ({ direction }) => direction === "sent"],
  ["received", ({ direction }) => direction === "received"],
]);

/** Creates the test for `NAME:VALUE`, or returns what is wrong with the value. */
const fields: ReadonlyMap<string, (value: string) => Test | string> = new Map([
  ["method", (value) => (row) => row.method?.toLowerCase().includes(value) ?? false],
  ["id", (value) => (row) => String(row.id).toLowerCase() === value],
  ["type", testOfType],
]);

/** What an amount is compared with, and the factor to its unit. */
const units: ReadonlyMap<string, readonly [amount: "duration" | "size", factor: number]> = new Map([
  ["ms", ["duration", 1]],
  ["s", ["duration", 1_000]],
  ["b", ["size", 1]],
  ["kb", ["size", 1024]],
  ["mb", ["size", 1024 ** 2]],
]);

/** The help for the language. */
export const filterHelp: readonly (readonly [term: string, meaning: string])[] = [
  ["owned", "The method or the content contains this text"],
  ['"in a row"', "Text with spaces, or a filter word taken literally"],
  ["method:import", "The method contains this text"],
  ["id:12", "The request with this id, and its response"],
  ["type:response", `Also ${listed(["request", "notification", "unreadable"], "and")}`],
  ["failed", "Errors, failed items and unreadable lines"],
  ["sent, received", "To the integration, or from the integration"],
  [">100ms, <2s", "Responses that took longer or shorter than this"],
  [">10kb, <1mb", "Messages larger or smaller than this"],
  ["-ping", "Excludes matches; works with every term"],
];

/** Reads a filter. Every term has to match. An invalid term is left out, and one that is still being typed is ignored. */
export function parseFilter(text: string): JournalQuery {
  const errors: string[] = [];
  const tests: Test[] = [];
  for (const term of termsOf(text)) {
    const isNegative = term.startsWith("-");
    const test = testOf((isNegative ? term.slice(1) : term).toLowerCase());
    if (typeof test === "string") errors.push(test);
    else if (test) tests.push(isNegative ? (row) => !test(row) : test);
  }
  return { matches: (row) => tests.every((test) => test(row)), errors };
}

/** Adds a term to a filter, or removes it. */
export function toggleTerm(text: string, term: string): string {
  const terms = termsOf(text);
  return (terms.includes(term) ? terms.filter((other) => other !== term) : [...terms, term]).join(" ");
}

export function hasTerm(text: string, term: string): boolean {
  return termsOf(text).includes(term);
}

/** Returns the filters that the user may be typing. */
export function suggestFilters(text: string): readonly string[] {
  const last = text.endsWith(" ") ? "" : (termsOf(text).at(-1) ?? "");
  if (last.includes('"')) return [];
  const typed = last.replace(/^-/, "");
  const before = text.slice(0, text.length - typed.length);
  const terms = typed.toLowerCase().startsWith("method:") ? methodTerms : [...words.keys(), ...fieldTerms];
  return terms.filter((term) => term !== typed && term.startsWith(typed.toLowerCase())).map((term) => before + term);
}

const fieldTerms: readonly string[] = [
  "method:",
  "id:",
  ...messageTypes.map((type) => `type:${type}`),
  ">100ms",
  ">10kb",
];

const methodTerms: readonly string[] = [
  ...Object.values(clientRequests),
  ...Object.values(clientNotifications),
  ...Object.values(pluginRequests),
  ...Object.values(pluginNotifications),
  ...Object.values(imports).flatMap(({ start, success, failure, finished }) => [start, success, failure, finished]),
]
  .map(({ method }) => `method:${method}`)
  .sort();

/** Splits at spaces outside of quotes. A quote that is not closed yet ends with the text. */
function termsOf(text: string): readonly string[] {
  return text.match(/(?:[^\s"]|"[^"]*(?:"|$))+/g) ?? [];
}

/** Returns the test of a term without its sign, what is wrong with it, or `undefined` if it is not complete yet. */
function testOf(term: string): Test | string | undefined {
  const [, name, fieldValue = ""] = /^([a-z_]+):(.*)$/s.exec(term) ?? [];
  const value = unquoted(name === undefined ? term : fieldValue);
  if (value === "") return undefined;
  if (name !== undefined) {
    return (
      fields.get(name)?.(value) ?? `Unknown filter "${name}:". To search for this text, write "${term}" in quotes.`
    );
  }
  const amount = /^([<>])(\d+(?:\.\d+)?)([a-z]*)$/.exec(term);
  return amount ? testOfAmount(amount) : (words.get(term) ?? contains(value));
}

function testOfType(name: string): Test | string {
  return (messageTypes as readonly string[]).includes(name)
    ? ({ type }) => type === name
    : `Unknown type "${name}". Use ${listed(messageTypes, "or")}.`;
}

function testOfAmount([term, sign, digits, unitName = ""]: RegExpExecArray): Test | string {
  const unit = units.get(unitName);
  if (!unit) return `"${term}" needs a unit: ${listed([...units.keys()], "or")}.`;
  const [amount, factor] = unit;
  const limit = Number(digits) * factor;
  return ({ [amount]: value }) => value !== undefined && (sign === ">" ? value > limit : value < limit);
}

function contains(text: string): Test {
  return ({ method, excerpt }) =>
    (method?.toLowerCase().includes(text) ?? false) || excerpt.toLowerCase().includes(text);
}

function unquoted(value: string): string {
  return value.replaceAll('"', "");
}

function listed(items: readonly string[], conjunction: "and" | "or"): string {
  return `${items.slice(0, -1).join(", ")} ${conjunction} ${items.at(-1) ?? ""}`;
}
