import { isPlainObject, type MessageId } from "@galaxy-kit/protocol";
import { InvalidParams, InvalidRequest, type Logger, MethodNotFound, ParseError } from "@galaxy-kit/sdk";
import { createJSONRPCErrorResponse, type JSONRPCRequest, JSONRPCServer } from "json-rpc-2.0";
import { type CallTrace, noTrace } from "../logging/call-trace.js";
import { fromThrown, toErrorObject } from "./error-object.js";
import type { OutgoingRequests } from "./outgoing-requests.js";

/** One call of the client, as a method sees it. */
export interface Call {
  /** Does something once the answer is on its way: an import's messages must not overtake the answer that announces them. */
  readonly afterAnswer: (action: () => void) => void;
}

/** Takes the parameters as they came, always an object; answers in the form of the wire. */
export type Method = (params: Readonly<Record<string, unknown>>, call: Call) => unknown;

export interface MethodTables {
  /** Answered before the next line is looked at; must not return a promise. */
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

/**
 * JSON-RPC 2.0 over json-rpc-2.0, which does the routing of requests and pairs our own requests with their answers. This
 * file is the only one that knows the library, and adapts what it does otherwise than the wire wants: it would end the
 * process for a line that is no message, answers with the id of an invalid request, and takes a null id for a request.
 */
export class JsonRpc {
  readonly #server: JSONRPCServer<Call>;

  constructor(
    private readonly tables: MethodTables,
    private readonly outgoing: OutgoingRequests,
    private readonly send: (message: object) => void,
    private readonly log: Logger,
    private readonly trace: CallTrace = noTrace,
  ) {
    // The default listener prints whole errors, tokens in their request options included; the routes log their own.
    this.#server = new JSONRPCServer({ errorListener: () => undefined });
    this.#server.mapErrorToJSONRPCErrorResponse = (id, error) => {
      const { code, message, data } = toErrorObject(fromThrown(error));
      return createJSONRPCErrorResponse(id, code, message, data);
    };
    for (const [name, method] of tables.requests) {
      this.#server.addMethod(name, (params: Record<string, unknown>, call) => method(params, call));
    }
  }

  /** Takes one line; never throws. */
  receive(line: string): void {
    if (line.trim() === "") return;
    let message: unknown;
    try {
      message = JSON.parse(line);
    } catch {
      this.#refuse(new ParseError(), "A line that is no JSON was refused", line);
      return;
    }
    if (isPlainObject(message)) this.#dispatch(message, line);
    else this.#refuse(new InvalidRequest(), "A line that is no JSON-RPC message was refused", line);
  }

  /** Answers a line that was too long to be read. */
  refuseLongLine(): void {
    this.#refuse(new ParseError(), "A line that is too long was skipped", "");
  }

  #dispatch(message: Incoming, line: string): void {
    if (message.method === undefined && ("result" in message || "error" in message)) {
      this.#receiveAnswer(message);
    } else if (message.jsonrpc !== "2.0" || typeof message.method !== "string" || !isId(message.id)) {
      this.#refuse(new InvalidRequest(), "A message that is no JSON-RPC 2.0 request was refused", line);
    } else {
      this.#receiveCall(message.id ?? undefined, message.method, message.params);
    }
  }

  #receiveCall(id: MessageId | undefined, method: string, params: unknown): void {
    if (id === undefined)
      this.trace.run({ method }, () => {
        this.#receiveNotification(method, params);
      });
    else
      this.trace.run({ id, method }, () => {
        this.#receiveRequest(method, params, id);
      });
  }

  #receiveRequest(method: string, params: unknown, id: MessageId): void {
    const immediate = this.tables.immediate.get(method);
    if (!immediate && !this.tables.requests.has(method)) {
      this.log.error("The client has called a method that is not there", { method });
      this.#answerError(id, new MethodNotFound());
    } else if (params != null && !isPlainObject(params)) {
      this.log.error("The client has called a method with parameters that are no object", { method });
      this.#answerError(id, new InvalidParams());
    } else if (immediate) {
      this.#answerAtOnce(immediate, params ?? {}, id);
    } else {
      void this.#route({ jsonrpc: "2.0", id, method, params: params ?? {} });
    }
  }

  #answerAtOnce(method: Method, params: Record<string, unknown>, id: MessageId): void {
    const actions: (() => void)[] = [];
    try {
      const result = method(params, { afterAnswer: (action) => actions.push(action) });
      this.send({ jsonrpc: "2.0", id, result });
    } catch (error) {
      this.#answerError(id, error);
    }
    for (const action of actions) action();
  }

  async #route(request: JSONRPCRequest & { readonly id: MessageId }): Promise<void> {
    const actions: (() => void)[] = [];
    const response = await this.#server.receive(request, { afterAnswer: (action) => actions.push(action) });
    try {
      if (response) this.send(response);
    } catch (error) {
      // A result that JSON cannot carry.
      this.log.error("An answer could not be sent", { method: request.method, error });
      this.#answerError(request.id, error);
    }
    for (const action of actions) action();
  }

  #answerError(id: MessageId | null, error: unknown): void {
    this.send({ jsonrpc: "2.0", id, error: toErrorObject(fromThrown(error)) });
  }

  #receiveNotification(name: string, params: unknown): void {
    const method = this.tables.notifications.get(name);
    if (!method) {
      this.log.warn("The client has sent a notification that is not known; it was ignored", { method: name });
    } else if (params != null && !isPlainObject(params)) {
      this.log.error("The client has sent a notification with parameters that are no object; it was ignored", {
        method: name,
      });
    } else {
      method(params ?? {}, {
        afterAnswer: (action) => {
          action();
        },
      });
    }
  }

  #receiveAnswer({ id, result, error }: Incoming): void {
    if (typeof id !== "string" && typeof id !== "number") {
      this.log.warn("The client has sent an answer without an id; it was ignored");
      return;
    }
    this.outgoing.receive(id, result, error);
  }

  #refuse(error: ParseError | InvalidRequest, message: string, line: string): void {
    // Not the line itself, which may hold secrets that nobody has been able to recognise.
    this.log.warn(message, { length: line.length });
    this.#answerError(null, error);
  }
}

/** A number as large as 1e999 is read as Infinity, which an answer could not carry. */
function isId(id: unknown): id is MessageId | null | undefined {
  return id == null || typeof id === "string" || Number.isFinite(id);
}
