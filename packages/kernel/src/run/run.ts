import { setImmediate } from "node:timers/promises";
import type { PartState } from "@galaxy-kit/protocol";
import type { InjectionKey } from "@galaxy-kit/sdk";
import { noTrace } from "../logging/call-trace.js";
import type { WaitingHandler } from "../routing/gate.js";
import type { Route } from "../routing/route.js";
import { LineFramer } from "../rpc/line-framer.js";
import { assemble, type RunParts } from "./assemble.js";
import type { RunningPlugin, StartOptions } from "./running-plugin.js";

/** Puts an integration together and connects it. */
export function startPlugin(options: StartOptions): RunningPlugin {
  const run = new Run(options);
  run.start();
  return run;
}

/** One run of an integration, from its start to its end. */
class Run implements RunningPlugin {
  readonly features: readonly string[];
  readonly waiting: Iterable<WaitingHandler>;
  readonly routes: readonly Route[];
  readonly settled: Promise<void>;
  readonly closed: Promise<Error | undefined>;

  readonly #parts: RunParts;
  #state: "constructing" | "running" | "ending" = "constructing";
  #failure: Error | undefined;
  #shutdown: Promise<void> | undefined;
  #resolveClosed = (_: Error | undefined): void => undefined;

  constructor(private readonly options: StartOptions) {
    let settled = (): void => undefined;
    this.settled = new Promise((resolve) => {
      settled = resolve;
    });
    this.closed = new Promise((resolve) => {
      this.#resolveClosed = resolve;
    });
    this.#parts = assemble(options, {
      fail: (error) => this.#fail(error),
      shutDown: () => this.#shutDown(),
      hangUp: () => void this.#hangUp(),
      settled,
    });
    const { features, waiting, routes } = this.#parts;
    this.features = features;
    this.waiting = waiting;
    this.routes = routes;
  }

  /** Reads what the client sends. */
  start(): void {
    const { definition, transport, log, trace = noTrace } = this.options;
    this.#state = "running";
    const framer = new LineFramer({
      line: (line) => {
        if (this.#state === "running") this.#parts.rpc.receive(line);
      },
      tooLong: () => {
        if (this.#state === "running") this.#parts.rpc.rejectLongLine();
      },
    });
    transport.listen({
      data: (chunk) => framer.push(chunk),
      end: (error) => {
        // Not for the call after which the connection was handed over.
        trace.run({}, () => {
          log.info("The client has hung up", { ...(error && { error: error.message }) });
          void this.close();
        });
      },
      lost: (error) => this.#fail(error),
    });
    log.info("The integration has started", { platform: definition.identity.platform, features: this.features });
    for (const reporter of this.#parts.reporters) void reporter.run();
  }

  get parts(): readonly PartState[] {
    return this.#parts.monitor.states;
  }

  resolve<T>(key: InjectionKey<T>): T {
    return this.#parts.resolveLate(key);
  }

  async close(): Promise<void> {
    if (!this.#shutdown) await this.#shutDown().then(() => this.#hangUp());
    await this.closed;
  }

  #shutDown(): Promise<void> {
    this.#state = "ending";
    // Before the response to the shutdown request: the client may read nothing after that.
    this.#parts.notifier.release();
    this.#parts.outgoing.close();
    // Responses to canceled requests go out before the response to the shutdown request.
    this.#shutdown ??= this.#parts.lifecycle.end().then(() => setImmediate());
    return this.#shutdown;
  }

  async #hangUp(): Promise<void> {
    this.#parts.notifier.close();
    this.#parts.writer.flush();
    await this.options.transport.close();
    this.#resolveClosed(this.#failure);
  }

  #fail(error: Error): void {
    // Thrown at a service that has sent too much in its constructor: nothing is open yet.
    if (this.#state === "constructing") throw error;
    this.#failure ??= error;
    this.options.log.error(error.message, { ...(error.cause !== undefined && { error: error.cause }) });
    void this.close();
  }
}
