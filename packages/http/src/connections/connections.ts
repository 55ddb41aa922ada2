import { setMaxListeners } from "node:events";
import { Aborted, type Lifetime } from "@galaxy-kit/sdk";
import type { Got } from "got";
import { type OpenGot, openGot } from "./open-got.js";
import { Slots } from "./slots.js";

/** Requests that can be on their way at once. */
const CONNECTION_LIMIT = 20;

const connectionsOf = new WeakMap<Lifetime, Connections>();

/**
 * What all clients of one run share: the connections, how many there can be, and their end.
 *
 * When the integration begins to close, requests under way are aborted. Requests that start later are still let
 * through, for an `@OnShutdown()` method that logs out; at the very end they are aborted too.
 */
export class Connections {
  readonly slots = new Slots(CONNECTION_LIMIT);
  #opened: Promise<OpenGot> | undefined;
  #open = openSignal();

  private constructor(lifetime: Lifetime) {
    lifetime.signal.addEventListener("abort", () => this.#turn(), { once: true });
    lifetime.onShutdown(() => this.#close());
  }

  /** Made once for each run, whoever asks first. */
  static of(lifetime: Lifetime): Connections {
    const connections = connectionsOf.get(lifetime) ?? new Connections(lifetime);
    connectionsOf.set(lifetime, connections);
    return connections;
  }

  /** Fires with {@link Aborted} when what starts now has to stop. */
  get signal(): AbortSignal {
    return this.#open.signal;
  }

  /** got, loaded when it is wanted first: it takes longer to load than all the rest together. */
  async got(): Promise<Got> {
    this.#opened ??= openGot();
    return (await this.#opened).got;
  }

  /** Aborts what is under way. */
  #turn(): void {
    const before = this.#open;
    this.#open = openSignal();
    abort(before);
  }

  async #close(): Promise<void> {
    abort(this.#open);
    (await this.#opened)?.close();
  }
}

function openSignal(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}

function abort(controller: AbortController): void {
  controller.abort(new Aborted("The request was aborted, because the integration is closing"));
}
