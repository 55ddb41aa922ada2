import {
  CodecError,
  describe,
  type ErrorObject,
  errorObject,
  isPlainObject,
  type MessageId,
} from "@galaxy-kit/protocol";
import { isTooDeep, MAX_JSON_DEPTH } from "../reporting/json-depth.js";

/** A result or an error, as it came. */
export type RawAnswer = { readonly result: unknown } | { readonly error: ErrorObject };

/** A JSON-RPC message of the integration. */
export type Incoming =
  | { readonly type: "request"; readonly id: MessageId; readonly method: string; readonly params: unknown }
  | { readonly type: "notification"; readonly method: string; readonly params: unknown }
  | { readonly type: "response"; readonly id: MessageId | null; readonly answer: RawAnswer }
  | { readonly type: "flawed"; readonly why: string };

/** Far more than any method and any id needs. They are kept longer than what the message says, and shown as they are. In characters. */
const MAX_NAME = 1000;

/** Tells what a parsed line is, or why it is nothing. */
export function classify(json: unknown): Incoming {
  if (Array.isArray(json)) return flawed("a batch: messages go one by one, each on a line of its own");
  if (!isPlainObject(json)) return flawed(`that is ${describe(json)}, where an object belongs`);
  if (isTooDeep(json)) return flawed(`nested deeper than ${MAX_JSON_DEPTH} levels`);
  if (json["jsonrpc"] !== "2.0") return flawed('without "jsonrpc": "2.0"');
  return "method" in json ? classifyCall(json) : classifyResponse(json);
}

function classifyCall(json: Record<string, unknown>): Incoming {
  const { id, method, params } = json;
  if (typeof method !== "string") return flawed("with a method that is no string");
  if (method.length > MAX_NAME) return flawed(`with a method of ${method.length} characters`);
  if ("result" in json || "error" in json) return flawed("a call and an answer at once");
  if (!("id" in json)) return { type: "notification", method, params };
  return isId(id)
    ? { type: "request", id, method, params }
    : flawed(`a request whose id is neither a number nor a string of at most ${MAX_NAME} characters`);
}

function classifyResponse(json: Record<string, unknown>): Incoming {
  const { id } = json;
  if (!("result" in json) && !("error" in json)) return flawed("with neither a method nor a result nor an error");
  if ("result" in json && "error" in json) return flawed("an answer with both a result and an error");
  if (!isId(id) && id !== null)
    return flawed(`an answer without an id that is a number or a string of at most ${MAX_NAME} characters`);
  if ("result" in json) return { type: "response", id, answer: { result: json["result"] } };
  try {
    return { type: "response", id, answer: { error: errorObject.decode(json["error"]) } };
  } catch (error) {
    return flawed(`an answer whose error is none: ${error instanceof CodecError ? error.message : String(error)}`);
  }
}

function isId(id: unknown): id is MessageId {
  return typeof id === "number" || (typeof id === "string" && id.length <= MAX_NAME);
}

function flawed(why: string): Incoming {
  return { type: "flawed", why };
}
