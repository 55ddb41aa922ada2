import { once } from "node:events";
import { connect, type NetConnectOpts } from "node:net";
import type { Duplex } from "node:stream";
import { BackendError, BackendNotAvailable, type Logger } from "@galaxy-kit/sdk";
import { JSONRPCClient } from "json-rpc-2.0/dist/client.js";
import {
  createJSONRPCErrorResponse,
  type JSONRPCErrorException,
  type JSONRPCRequest,
  type JSONRPCResponse,
} from "json-rpc-2.0/dist/models.js";
import { JSONRPCServer } from "json-rpc-2.0/dist/server.js";
import { readLines } from "./read-lines.js";

const INTERNAL_ERROR = -32603;

/**
 * What the other side may call, by method: requests, whose result is what the function returns, or an empty object, and notifications. A
 * request with a fixed answer has an object in place of a function. A request that has neither is answered with "Method not found";
 * other notifications are logged at level `debug`.
 */
// The types of the parameters depend on the other side, so only the author can name them.
// oxlint-disable-next-line typescript/no-explicit-any
export type JsonRpcHandlers = Readonly<Record<string, ((params: any) => unknown) | object>>;

/** The other side of a {@link JsonRpcPeer} answered a call with an error. */
export class JsonRpcError extends BackendError {
  constructor(
    method: string,
    message: string,
    /** The code that the other side has sent. */
    readonly rpcCode: number,
    /** What it has sent besides, for example the reason. Not sent to GALAXY. */
    readonly details: unknown,
  ) {
    super(`${method}: ${message} (${rpcCode})`);
  }
}

/**
 * Both sides of JSON-RPC 2.0 on one connection, a message a line: calls methods of a program, and answers what it calls. For clients and
 * daemons that listen on a port or a pipe of this computer, or on their standard streams.
 *
 * @example
 * ```ts
 * const peer = await JsonRpcPeer.connect({ port }, { PickAction: () => ({ index: 0 }) });
 * const { items } = await peer.call<{ items: Game[] }>("Library.List", { limit: 100 });
 * peer.close();
 * ```
 */
export class JsonRpcPeer {
  /** Aborted when the connection has ended, on either side. */
  readonly closed: AbortSignal;
  readonly #closed = new AbortController();
  readonly #client: JSONRPCClient;
  readonly #server: JSONRPCServer;

  /**
   * @param stream - where the lines come from and go to, such as a socket
   * @param log - for what a function throws; the other side gets that as the answer, but not if it has sent a notification
   */
  constructor(
    private readonly stream: Duplex,
    handlers: JsonRpcHandlers = {},
    private readonly log?: Logger,
  ) {
    this.closed = this.#closed.signal;
    this.#server = new JSONRPCServer({
      errorListener: (_message, error) => log?.error("A function for a call of a program threw", { error }),
    });
    this.#client = new JSONRPCClient((message) => this.#send(message as object));
    this.#server.mapErrorToJSONRPCErrorResponse = (id, error) =>
      createJSONRPCErrorResponse(id, INTERNAL_ERROR, error instanceof Error ? error.message : String(error));
    for (const [method, handle] of Object.entries(handlers)) {
      // For some programs, a result that is null is none.
      this.#server.addMethod(method, async (params) => (await answerOf(handle, params)) ?? {});
    }
    readLines(stream, (line) => this.#receive(line));
    stream.on("error", () => undefined); // "close" follows
    stream.on("end", () => this.close());
    stream.once("close", () => this.#end());
  }

  /**
   * Connects to a program on this computer.
   *
   * @param address - `{ port }`, on 127.0.0.1, or `{ path }` of a socket or a named pipe
   * @throws `BackendNotAvailable` if nothing listens there
   */
  static async connect(address: NetConnectOpts, handlers?: JsonRpcHandlers, log?: Logger): Promise<JsonRpcPeer> {
    const socket = connect({ host: "127.0.0.1", ...address });
    try {
      await once(socket, "connect");
    } catch (error) {
      throw new BackendNotAvailable(`Cannot connect: ${(error as Error).message}`, { cause: error });
    }
    return new JsonRpcPeer(socket, handlers, log);
  }

  /**
   * Calls a method of the other side, and resolves to its result.
   *
   * @throws {@link JsonRpcError} if the answer is an error; `BackendNotAvailable` if the connection ends before; the signal's reason
   */
  async call<Result>(method: string, params: object = {}, signal?: AbortSignal): Promise<Result> {
    signal?.throwIfAborted();
    const answer = this.#request(method, params);
    return (await (signal ? unlessAborted(answer, signal) : answer)) as Result;
  }

  /** Sends a notification. */
  notify(method: string, params: object = {}): void {
    this.#client.notify(method, params);
  }

  /** Ends the connection. What was called and is not answered rejects. */
  close(): void {
    this.stream.destroy();
    this.#end();
  }

  async #request(method: string, params: object): Promise<unknown> {
    try {
      return await this.#client.request(method, params);
    } catch (error) {
      if (this.closed.aborted) throw new BackendNotAvailable(`The connection ended before ${method} was answered`);
      const answer = error as JSONRPCErrorException;
      throw new JsonRpcError(method, answer.message, answer.code, answer.data);
    }
  }

  #send(message: object): Promise<void> {
    if (this.closed.aborted) return Promise.reject(new Error("The connection has ended"));
    this.stream.write(`${JSON.stringify(message)}\n`);
    return Promise.resolve();
  }

  #receive(line: string): void {
    const message = parse(line);
    if (message === undefined) return;
    if ("method" in message) this.#receiveCall(message as JSONRPCRequest);
    // The library takes one of both members. Some programs send the other one, too, as null.
    else if (message.error == null)
      this.#client.receive({ ...message, result: (message.result as unknown) ?? null, error: undefined });
    else this.#client.receive({ ...message, result: undefined });
  }

  #receiveCall(call: JSONRPCRequest): void {
    const isHandled = call.id !== undefined || this.#server.hasMethod(call.method);
    if (isHandled) void this.#answer(call);
    else this.log?.debug(`${call.method}: ${JSON.stringify(call.params)}`);
  }

  async #answer(request: JSONRPCRequest): Promise<void> {
    const answer = await this.#server.receive(request);
    if (answer && !this.closed.aborted) await this.#send(answer);
  }

  #end(): void {
    this.#closed.abort();
    this.#client.rejectAllPendingRequests("closed");
  }
}

function answerOf(handle: JsonRpcHandlers[string], params: unknown): unknown {
  return typeof handle === "function" ? (handle as (params: unknown) => unknown)(params) : handle;
}

/** Returns undefined for a line that is not a message: a program may print anything to its standard output. */
function parse(line: string): JSONRPCResponse | undefined {
  try {
    const message = JSON.parse(line) as JSONRPCResponse | null;
    return typeof message === "object" && message?.jsonrpc === "2.0" ? message : undefined;
  } catch {
    return undefined;
  }
}

async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const settled = new AbortController();
  const aborted = once(signal, "abort", { signal: settled.signal }).then(() => Promise.reject(signal.reason as Error));
  try {
    return await Promise.race([work, aborted]);
  } finally {
    aborted.catch(() => undefined);
    settled.abort();
  }
}
