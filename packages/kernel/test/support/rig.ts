import type { JsonObject } from "@galaxy-kit/protocol";
import type { Class, LogLevel, Provider, System } from "@galaxy-kit/sdk";
import { CapturedLog, FakeClock, settle } from "@galaxy-kit/testing";
import {
  createLog,
  readDefinition,
  type RunningPlugin,
  SecretRegistry,
  startPlugin,
  traceCalls,
} from "../../src/internal.js";
import { WireEnd } from "./wire-end.js";

export interface RigOptions {
  readonly cache?: JsonObject;
  readonly overrides?: readonly Provider[];
  readonly clock?: FakeClock;
  readonly system?: System;
  readonly token?: string;
  readonly logLevel?: LogLevel;
  /** Lines of the log name their calls. */
  readonly traced?: boolean;
  /** `false` leaves the handshake to the test. */
  readonly handshake?: boolean;
}

/** One message, as it crossed the wire. */
export type WireMessage = Readonly<Record<string, unknown>>;

/**
 * An integration on a wire that a test holds the other end of: it sends lines as they are, and sees each line that comes
 * back, whatever it is.
 */
export class Rig {
  readonly wire = new WireEnd();
  readonly clock: FakeClock;
  readonly log = new CapturedLog();
  readonly plugin: RunningPlugin;
  #nextId = 100;
  #taken = 0;

  constructor(
    plugin: Class,
    {
      overrides = [],
      clock = new FakeClock(),
      system = "linux",
      token = "the-token",
      logLevel = "debug",
      traced = false,
    }: RigOptions = {},
  ) {
    this.clock = clock;
    const secrets = new SecretRegistry();
    const trace = traced ? { trace: traceCalls() } : {};
    this.plugin = startPlugin({
      definition: readDefinition(plugin, system, overrides),
      token,
      secrets,
      transport: this.wire,
      clock,
      log: createLog({ level: logLevel, secrets, sink: (line) => this.log.lines.push(line), ...trace }),
      ...trace,
    });
  }

  /** Sends messages in one piece, and lets everything happen that waits for nothing else. */
  async send(...messages: readonly (object | string)[]): Promise<void> {
    this.deliver(...messages);
    await settle();
  }

  /** The same without waiting. */
  deliver(...messages: readonly (object | string)[]): void {
    this.wire.deliver(
      messages.map((message) => `${typeof message === "string" ? message : JSON.stringify(message)}\n`).join(""),
    );
  }

  /** Sends a request and returns what was answered by then, without `jsonrpc` and `id`; undefined when there is no answer yet. */
  async ask(method: string, params: unknown = {}): Promise<WireMessage | undefined> {
    const id = String(this.#nextId++);
    await this.send({ jsonrpc: "2.0", id, method, params });
    return this.answer(id);
  }

  /** What was answered to a request. */
  answer(id: string | number): WireMessage | undefined {
    const found = this.messages.find((message) => message["id"] === id && !("method" in message));
    if (!found) return undefined;
    const { jsonrpc: _, id: __, ...rest } = found;
    return rest;
  }

  /** Lets everything happen that waits for nothing else. */
  settled(): Promise<void> {
    return settle();
  }

  async notify(method: string, params: unknown = {}): Promise<void> {
    await this.send({ jsonrpc: "2.0", method, params });
  }

  /** Every message so far. */
  get messages(): readonly WireMessage[] {
    return this.wire.lines.map((line) => JSON.parse(line) as WireMessage);
  }

  /** What was warned of, but for what most plugins of a test are: that they announce nothing. */
  get warnings(): readonly string[] {
    return this.log.messages("warn").filter((message) => !message.startsWith("This integration announces no features"));
  }

  /** The messages since the last time. */
  take(): readonly WireMessage[] {
    const fresh = this.messages.slice(this.#taken);
    this.#taken += fresh.length;
    return fresh;
  }

  /** What the real client begins with. */
  async greet(cache: JsonObject = {}): Promise<void> {
    await this.send({ jsonrpc: "2.0", id: "0", method: "get_capabilities", params: {} });
    await this.send({ jsonrpc: "2.0", id: "1", method: "initialize_cache", params: { data: cache } });
  }

  /** The same, until notifications are no longer kept back. */
  async handshake(cache: JsonObject = {}): Promise<void> {
    await this.greet(cache);
    await this.clock.advance("50ms");
  }
}

/** Starts an integration, and leaves the handshake behind. */
export async function startRig(plugin: Class, options: RigOptions = {}): Promise<Rig> {
  const rig = new Rig(plugin, options);
  if (options.handshake !== false) await rig.handshake(options.cache);
  rig.take();
  return rig;
}

/** An answer, a notification and an error in the form of the wire, to compare with. */
export const answered = (id: unknown, result: unknown): WireMessage => ({ jsonrpc: "2.0", id, result });
export const told = (method: string, params: unknown): WireMessage => ({ jsonrpc: "2.0", method, params });
export const refused = (id: unknown, code: number, message: string, internalType: string): WireMessage => ({
  jsonrpc: "2.0",
  id,
  error: { code, message, data: { internal_type: internalType } },
});
