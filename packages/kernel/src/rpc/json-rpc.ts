import { type ErrorObject, isPlainObject } from "@galaxy-kit/protocol";
import { InvalidParams, InvalidRequest, type Logger, MethodNotFound, ParseError, type Secrets } from "@galaxy-kit/sdk";
import { createJSONRPCErrorResponse, type JSONRPCRequest } from "json-rpc-2.0/dist/models.js";
import { JSONRPCServer } from "json-rpc-2.0/dist/server.js";
import type { CallTrace } from "../logging/call-trace.js";
import { fromThrown, type OnFailure, toErrorObject } from "./error-object.js";
import { type ExactId, withExactId } from "./exact-id.js";
import type { OutgoingRequests } from "./outgoing-requests.js";

/** One call of the client, as a method sees it. */
export interface Call {
  /** Runs an action once the response is sent: the messages of an import must not overtake the response that announces it. */
  readonly afterResponse: (action: () => void) => void;
}

/** Takes the parameters as they came, always an object; returns the result in wire format. */
export type Method = (params: Readonly<Record<string, unknown>>, call: Call) => unknown;

export interface MethodTables {
  /** Handled before the next line is read; must not return a promise. */
  readonly immediate: ReadonlyMap<string, Method>;
  readonly requests: ReadonlyMap<string, Method>;
  readonly notifications: ReadonlyMap<string, Method>;
}

interface Incoming {
  readonly jsonrpc?: unknown;
  readonly id?: unknown;
  readonly method?: unknown;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: unknown;
}

interface JsonRpcParts {
  readonly tables: MethodTables;
  readonly outgoing: OutgoingRequests;
  readonly send: (message: object) => void;
  readonly log: Logger;
  readonly secrets: Secrets;
  readonly trace: CallTrace;
  readonly onFailure: OnFailure | undefined;
}

/**
 * The client's side of JSON-RPC: its requests, which json-rpc-2.0 routes, its notifications and its responses. It handles
 * what the library does differently from the wire: the library throws for a line that is not a message, responds with the id
 * of an invalid request, and treats a message with a null id as a request.
 */
export class JsonRpc {
  readonly #server: JSONRPCServer<Call>;

  constructor(private readonly parts: JsonRpcParts) {
    // The default listener prints whole errors, including tokens in their request options; the routes log their own errors.
    this.#server = new JSONRPCServer({ errorListener: () => undefined });
    this.#server.mapErrorToJSONRPCErrorResponse = (id, error) => {
      const { code, message, data } = this.#toErrorObject(id, error);
      return createJSONRPCErrorResponse(id, code, message, data);
    };
    for (const [name, method] of parts.tables.requests) {
      this.#server.addMethod(name, (params: Record<string, unknown>, call) => method(params, call));
    }
  }

  /** Handles one line; never throws. */
  receive(line: string): void {
    if (line.trim() === "") return;
    let message: unknown;
    try {
      message = JSON.parse(line);
    } catch {
      this.#reject(new ParseError(), "Rejected a line that is not valid JSON", line);
      return;
    }
    if (isPlainObject(message)) this.#dispatch(withExactId(message, line), line);
    else this.#reject(new InvalidRequest(), "Rejected a line that is not a JSON-RPC message", line);
  }

  /** Responds to a line that was too long to read. */
  rejectLongLine(): void {
    this.#reject(new ParseError(), "Skipped a line that is too long", "");
  }

  #dispatch(message: Incoming, line: string): void {
    if (message.method === undefined && ("result" in message || "error" in message)) {
      this.#receiveResponse(message);
    } else if (message.jsonrpc !== "2.0" || typeof message.method !== "string" || !isId(message.id)) {
      this.#reject(new InvalidRequest(), "Rejected a message that is not a JSON-RPC 2.0 request", line);
    } else {
      this.#receiveCall(message.id ?? undefined, message.method, message.params);
    }
  }

  #receiveCall(id: ExactId | undefined, method: string, params: unknown): void {
    if (id === undefined)
      this.parts.trace.run({ method }, () => {
        this.#receiveNotification(method, params);
      });
    else
      this.parts.trace.run({ id: typeof id === "bigint" ? String(id) : id, method }, () => {
        this.#receiveRequest(method, params, id);
      });
  }

  #receiveRequest(method: string, params: unknown, id: ExactId): void {
    const immediate = this.parts.tables.immediate.get(method);
    if (!immediate && !this.parts.tables.requests.has(method)) {
      this.parts.log.error("The client called an unknown method", { method });
      this.#sendError(id, new MethodNotFound());
    } else if (params != null && !isPlainObject(params)) {
      this.parts.log.error("The client called a method with parameters that are not an object", { method });
      this.#sendError(id, new InvalidParams());
    } else if (immediate) {
      this.#runImmediately(immediate, params ?? {}, id);
    } else {
      void this.#route({ jsonrpc: "2.0", id, method, params: params ?? {} });
    }
  }

  #runImmediately(method: Method, params: Record<string, unknown>, id: ExactId): void {
    const actions: (() => void)[] = [];
    try {
      const result = method(params, { afterResponse: (action) => actions.push(action) });
      this.parts.send({ jsonrpc: "2.0", id, result });
    } catch (error) {
      this.#sendError(id, error);
    }
    for (const action of actions) action();
  }

  async #route(request: Omit<JSONRPCRequest, "id"> & { readonly id: ExactId }): Promise<void> {
    const actions: (() => void)[] = [];
    const response = await this.#server.receive(request as JSONRPCRequest, {
      afterResponse: (action) => actions.push(action),
    });
    try {
      if (response) this.parts.send(response);
    } catch (error) {
      // The result cannot be converted to JSON.
      this.parts.log.error("A response could not be sent", { method: request.method, error });
      this.#sendError(request.id, error);
    }
    for (const action of actions) action();
  }

  #sendError(id: ExactId | null, error: unknown): void {
    this.parts.send({ jsonrpc: "2.0", id, error: this.#toErrorObject(id, error) });
  }

  #toErrorObject(id: unknown, thrown: unknown): ErrorObject {
    const error = fromThrown(thrown);
    this.parts.onFailure?.(error, id);
    return toErrorObject(error, this.parts.secrets);
  }

  #receiveNotification(name: string, params: unknown): void {
    const method = this.parts.tables.notifications.get(name);
    if (!method) {
      this.parts.log.warn("Ignored an unknown notification from the client", { method: name });
    } else if (params != null && !isPlainObject(params)) {
      this.parts.log.error("Ignored a notification with parameters that are not an object", {
        method: name,
      });
    } else {
      method(params ?? {}, {
        afterResponse: (action) => {
          action();
        },
      });
    }
  }

  #receiveResponse({ id, result, error }: Incoming): void {
    if (typeof id !== "string" && typeof id !== "number") {
      this.parts.log.warn("Ignored a response without an id");
      return;
    }
    this.parts.outgoing.receive(id, result, error);
  }

  #reject(error: ParseError | InvalidRequest, message: string, line: string): void {
    // Not the line itself, which may hold secrets that are not known yet.
    this.parts.log.warn(message, { length: line.length });
    this.#sendError(null, error);
  }
}

/** JSON.parse reads 1e999 as Infinity, which a response could not repeat. */
function isId(id: unknown): id is ExactId | null | undefined {
  return id == null || typeof id === "string" || typeof id === "bigint" || Number.isFinite(id);
}
