import {
  CodecError,
  describe,
  type ErrorObject,
  errorObject,
  isPlainObject,
  type MessageId,
} from "@galaxy-kit/protocol";
import { isTooDeep, MAX_JSON_DEPTH } from "../reporting/json-depth.js";

/** The result or the error of a response, not decoded. */
export type RawResponse = { readonly result: unknown } | { readonly error: ErrorObject };

/** A line from the integration as a JSON-RPC message. */
export type Incoming =
  | { readonly type: "request"; readonly id: MessageId; readonly method: string; readonly params: unknown }
  | { readonly type: "notification"; readonly method: string; readonly params: unknown }
  | { readonly type: "response"; readonly id: MessageId | null; readonly response: RawResponse }
  | { readonly type: "invalid"; readonly why: string };

/** Far more than any method or id needs. In characters. They are kept longer than the content of a message. */
const MAX_NAME_LENGTH = 1000;

/** Returns what a parsed line is, or why it is not a message. */
export function classify(json: unknown): Incoming {
  if (Array.isArray(json)) return invalid("a batch is not supported: send each message on its own line");
  if (!isPlainObject(json)) return invalid(`expected an object, found ${describe(json)}`);
  if (isTooDeep(json)) return invalid(`it is nested deeper than ${MAX_JSON_DEPTH} levels`);
  if (json["jsonrpc"] !== "2.0") return invalid('"jsonrpc": "2.0" is missing');
  return "method" in json ? classifyCall(json) : classifyResponse(json);
}

function classifyCall(json: Record<string, unknown>): Incoming {
  const { id, method, params } = json;
  if (typeof method !== "string") return invalid("the method is not a string");
  if (method.length > MAX_NAME_LENGTH) return invalid(`the method has ${method.length} characters`);
  if ("result" in json || "error" in json) return invalid("it is both a request and a response");
  if (!("id" in json)) return { type: "notification", method, params };
  return isId(id)
    ? { type: "request", id, method, params }
    : invalid(`the id of a request must be a number or a string of at most ${MAX_NAME_LENGTH} characters`);
}

function classifyResponse(json: Record<string, unknown>): Incoming {
  const { id } = json;
  if (!("result" in json) && !("error" in json)) return invalid("it has no method, result or error");
  if ("result" in json && "error" in json) return invalid("a response must not have both a result and an error");
  if (!isId(id) && id !== null)
    return invalid(`the id of a response must be a number or a string of at most ${MAX_NAME_LENGTH} characters`);
  if ("result" in json) return { type: "response", id, response: { result: json["result"] } };
  try {
    return { type: "response", id, response: { error: errorObject.decode(json["error"]) } };
  } catch (error) {
    return invalid(
      `the error of a response is invalid: ${error instanceof CodecError ? error.message : String(error)}`,
    );
  }
}

function isId(id: unknown): id is MessageId {
  return typeof id === "number" || (typeof id === "string" && id.length <= MAX_NAME_LENGTH);
}

function invalid(why: string): Incoming {
  return { type: "invalid", why };
}
