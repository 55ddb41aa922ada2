import {
  describe,
  type ErrorObject,
  isPlainObject,
  isTooDeep,
  MAX_JSON_DEPTH,
  type MessageId,
} from "@galaxy-kit/protocol";
import { readError } from "./read-error.js";

/** The result of a response, not decoded, or its error, or why it can be read as neither. */
export type RawResponse =
  | { readonly result: unknown }
  | { readonly error: ErrorObject }
  | { readonly unreadable: string };

/** A line from the integration as a JSON-RPC message. */
export type Incoming =
  | { readonly type: "request"; readonly id: MessageId; readonly method: string; readonly params: unknown }
  | { readonly type: "notification"; readonly method: string; readonly params: unknown }
  | { readonly type: "response"; readonly id: MessageId | null; readonly response: RawResponse }
  | { readonly type: "invalid"; readonly why: string };

/** Far more than any method or id needs. In characters. They are kept longer than the content of a message. */
const MAX_NAME_LENGTH = 1000;

const CALL_MEMBERS: readonly string[] = ["jsonrpc", "id", "method", "params"];
const RESPONSE_MEMBERS: readonly string[] = ["jsonrpc", "id", "result", "error"];

/**
 * Returns what a parsed line is, or why it is not a message.
 *
 * @param reportMistake - called for each mistake that leaves no doubt about what is meant
 */
export function classify(json: unknown, reportMistake: (mistake: string) => void): Incoming {
  if (!isPlainObject(json)) return invalid(`expected an object, found ${describe(json)}`);
  const isResponse = "result" in json || "error" in json;
  const message = isResponse ? classifyResponse(json, reportMistake) : classifyCall(json);
  if (message.type === "invalid") return message;
  if (json["jsonrpc"] === undefined) reportMistake('"jsonrpc": "2.0" is missing');
  const known = isResponse ? RESPONSE_MEMBERS : CALL_MEMBERS;
  for (const name of Object.keys(json).filter((each) => !known.includes(each)))
    reportMistake(`${JSON.stringify(name)} is an unknown member`);
  return message;
}

function classifyCall(json: Record<string, unknown>): Incoming {
  const { id, method, params } = json;
  if (method === undefined) return invalid("it has no method, result or error");
  if (typeof method !== "string") return invalid("the method is not a string");
  if (method.length > MAX_NAME_LENGTH) return invalid(`the method has ${method.length} characters`);
  const why = whyUnreadable(json);
  if (why !== undefined) return invalid(why);
  if (!("id" in json)) return { type: "notification", method, params };
  return isId(id)
    ? { type: "request", id, method, params }
    : invalid(`the id of a request must be a number or a string of at most ${MAX_NAME_LENGTH} characters`);
}

function classifyResponse(json: Record<string, unknown>, reportMistake: (mistake: string) => void): Incoming {
  const { id } = json;
  if (!isId(id) && id !== null)
    return invalid(`the id of a response must be a number or a string of at most ${MAX_NAME_LENGTH} characters`);
  return { type: "response", id, response: contentOf(json, reportMistake) };
}

function contentOf(json: Record<string, unknown>, reportMistake: (mistake: string) => void): RawResponse {
  const { result, error } = json;
  const unreadable = whyUnreadable(json);
  if (unreadable !== undefined) return { unreadable };
  if (!("error" in json)) return { result };
  if (!("result" in json)) return { error: readError(error, reportMistake) };
  // JSON-RPC 1.0 has both members in each response, and one of them is null.
  if (result !== null && error !== null) return { unreadable: "a response must not have both a result and an error" };
  reportMistake(`${error === null ? '"error"' : '"result"'} is null: omit it`);
  return error === null ? { result } : { error: readError(error, reportMistake) };
}

/** Returns why the content of a message cannot be used, if so. */
function whyUnreadable(json: Record<string, unknown>): string | undefined {
  if (isTooDeep(json)) return `it is nested deeper than ${MAX_JSON_DEPTH} levels`;
  const { jsonrpc = "2.0" } = json;
  return jsonrpc === "2.0" ? undefined : `expected "jsonrpc": "2.0", found ${describe(jsonrpc)}`;
}

function isId(id: unknown): id is MessageId {
  return typeof id === "number" || (typeof id === "string" && id.length <= MAX_NAME_LENGTH);
}

function invalid(why: string): Incoming {
  return { type: "invalid", why };
}
