import type { Expected } from "./oracle.js";

/** A message from the integration. */
export type Outgoing =
  | { readonly type: "response"; readonly id: string; readonly outcome: string }
  | { readonly type: "notification"; readonly method: string };

type Response = Extract<Outgoing, { type: "response" }>;

/** Throws for a line that is not a JSON-RPC message. */
export function readOutgoing(line: string): Outgoing {
  const message = JSON.parse(line) as Record<string, unknown>;
  if (message["jsonrpc"] !== "2.0") throw new Error(`Missing version: ${excerpt(line)}`);
  switch (Object.keys(message).sort().join()) {
    case "jsonrpc,method,params":
      if (typeof message["method"] !== "string" || typeof message["params"] !== "object")
        throw new Error(`Not a notification: ${excerpt(line)}`);
      return { type: "notification", method: message["method"] };
    case "id,jsonrpc,result":
      return { type: "response", id: idOf(message, line), outcome: "result" };
    case "error,id,jsonrpc":
      return { type: "response", id: idOf(message, line), outcome: codeOf(message["error"], line) };
    default:
      throw new Error(`Neither a response nor a notification: ${excerpt(line)}`);
  }
}

function idOf({ id }: Record<string, unknown>, line: string): string {
  if (id !== null && typeof id !== "string" && typeof id !== "number") throw new Error(`Not an id: ${excerpt(line)}`);
  return JSON.stringify(id);
}

function codeOf(error: unknown, line: string): string {
  const { code, message, data } = error as { code?: unknown; message?: unknown; data?: { internal_type?: unknown } };
  if (Number.isSafeInteger(code) && typeof message === "string" && typeof data?.internal_type === "string")
    return String(code);
  throw new Error(`Not an error: ${excerpt(line)}`);
}

/** Returns all violations: each request must get one response with its id, and immediate responses must keep their order. */
export function differences(expected: readonly Expected[], messages: readonly Outgoing[]): string[] {
  const responses = messages.filter((message) => message.type === "response");
  return [...miscounted(expected, responses), ...outOfOrder(expected, responses)];
}

function miscounted(expected: readonly Expected[], responses: readonly Response[]): string[] {
  const byId = new Map<string, number>();
  const byOutcome = new Map<string, number>();
  const count = (counts: Map<string, number>, key: string, by: number): unknown =>
    counts.set(key, (counts.get(key) ?? 0) + by);
  for (const { id, outcome } of expected) {
    count(byId, id, 1);
    if (outcome !== undefined) count(byOutcome, `${id} with ${outcome}`, 1);
  }
  for (const { id, outcome } of responses) {
    count(byId, id, -1);
    count(byOutcome, `${id} with ${outcome}`, -1);
  }
  const ids = [...byId].filter(([, missing]) => missing !== 0);
  // A response with an open outcome may have the same outcome as another response.
  const outcomes = [...byOutcome].filter(([, missing]) => missing > 0);
  return [...ids, ...outcomes].map(([key, missing]) => `responses missing for ${excerpt(key)}: ${missing}`);
}

function outOfOrder(expected: readonly Expected[], responses: readonly Response[]): string[] {
  const late = new Set(expected.filter(({ immediate }) => !immediate).map(({ id }) => id));
  const wanted = expected.filter(({ id }) => !late.has(id));
  const found = responses.filter(({ id }) => !late.has(id));
  const at = wanted.findIndex(
    ({ id, outcome }, index) => found[index]?.id !== id || (outcome !== undefined && found[index].outcome !== outcome),
  );
  return at === -1
    ? []
    : [`response ${at} is ${excerpt(JSON.stringify(found[at]))}, not ${excerpt(JSON.stringify(wanted[at]))}`];
}

function excerpt(text = "nothing"): string {
  return text.length <= 200 ? text : `${text.slice(0, 200)}… (${text.length} characters)`;
}
