import type { Expected } from "./oracle.js";

/** A message of the integration. */
export type Outgoing =
  | { readonly type: "answer"; readonly id: string; readonly outcome: string }
  | { readonly type: "notification"; readonly method: string };

type Answer = Extract<Outgoing, { type: "answer" }>;

/** Throws for a line that is no JSON-RPC. */
export function readOutgoing(line: string): Outgoing {
  const message = JSON.parse(line) as Record<string, unknown>;
  if (message["jsonrpc"] !== "2.0") throw new Error(`No version: ${excerpt(line)}`);
  switch (Object.keys(message).sort().join()) {
    case "jsonrpc,method,params":
      if (typeof message["method"] !== "string" || typeof message["params"] !== "object")
        throw new Error(`No notification: ${excerpt(line)}`);
      return { type: "notification", method: message["method"] };
    case "id,jsonrpc,result":
      return { type: "answer", id: idOf(message, line), outcome: "result" };
    case "error,id,jsonrpc":
      return { type: "answer", id: idOf(message, line), outcome: codeOf(message["error"], line) };
    default:
      throw new Error(`Neither an answer nor a notification: ${excerpt(line)}`);
  }
}

function idOf({ id }: Record<string, unknown>, line: string): string {
  if (id !== null && typeof id !== "string" && typeof id !== "number") throw new Error(`No id: ${excerpt(line)}`);
  return JSON.stringify(id);
}

function codeOf(error: unknown, line: string): string {
  const { code, message, data } = error as { code?: unknown; message?: unknown; data?: { internal_type?: unknown } };
  if (Number.isSafeInteger(code) && typeof message === "string" && typeof data?.internal_type === "string")
    return String(code);
  throw new Error(`No error: ${excerpt(line)}`);
}

/** Everything that is wrong with the answers: one for each request, with its id, and the immediate ones in their order. */
export function differences(expected: readonly Expected[], messages: readonly Outgoing[]): string[] {
  const answers = messages.filter((message) => message.type === "answer");
  return [...miscounted(expected, answers), ...outOfOrder(expected, answers)];
}

function miscounted(expected: readonly Expected[], answers: readonly Answer[]): string[] {
  const byId = new Map<string, number>();
  const byOutcome = new Map<string, number>();
  const count = (counts: Map<string, number>, key: string, by: number): unknown =>
    counts.set(key, (counts.get(key) ?? 0) + by);
  for (const { id, outcome } of expected) {
    count(byId, id, 1);
    if (outcome !== undefined) count(byOutcome, `${id} with ${outcome}`, 1);
  }
  for (const { id, outcome } of answers) {
    count(byId, id, -1);
    count(byOutcome, `${id} with ${outcome}`, -1);
  }
  const ids = [...byId].filter(([, missing]) => missing !== 0);
  // An answer that nobody is certain of may have the same outcome as one that is certain.
  const outcomes = [...byOutcome].filter(([, missing]) => missing > 0);
  return [...ids, ...outcomes].map(([key, missing]) => `answers missing for ${excerpt(key)}: ${missing}`);
}

function outOfOrder(expected: readonly Expected[], answers: readonly Answer[]): string[] {
  const late = new Set(expected.filter(({ immediate }) => !immediate).map(({ id }) => id));
  const wanted = expected.filter(({ id }) => !late.has(id));
  const found = answers.filter(({ id }) => !late.has(id));
  const at = wanted.findIndex(
    ({ id, outcome }, index) => found[index]?.id !== id || (outcome !== undefined && found[index].outcome !== outcome),
  );
  return at === -1
    ? []
    : [`answer ${at} is ${excerpt(JSON.stringify(found[at]))}, not ${excerpt(JSON.stringify(wanted[at]))}`];
}

function excerpt(text = "nothing"): string {
  return text.length <= 200 ? text : `${text.slice(0, 200)}… (${text.length} characters)`;
}
