import type { JsonObject } from "@galaxy-kit/protocol";
import type { Class, LogLevel, Provider, System } from "@galaxy-kit/sdk";
import { CapturedLog, FakeClock, settle } from "@galaxy-kit/testing";
import {
  createLog,
  loadParts,
  type LogSink,
  type Parts,
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
  /** Adds to each log line the call that caused it. */
  readonly traced?: boolean;
  /** The parts of the kernel that the integration needs. */
  readonly parts?: Parts;
  /** Gets the states of the parts, if `parts` include what writes them. */
  readonly stateSink?: LogSink;
  /** `false` if the test does the handshake itself. */
  readonly handshake?: boolean;
}

/** A message as sent over the wire. */
export type WireMessage = Readonly<Record<string, unknown>>;

/**
 * An integration whose client is the test: it sends lines unchanged and sees every line that the integration sends.
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
      parts = {},
      stateSink,
    }: RigOptions = {},
  ) {
    this.clock = clock;
    const secrets = new SecretRegistry();
    const trace = traced ? { trace: traceCalls() } : {};
    this.plugin = startPlugin({
      definition: readDefinition(plugin, system, overrides),
      parts,
      token,
      secrets,
      transport: this.wire,
      clock,
      log: createLog({ level: logLevel, secrets, sink: (line) => this.log.lines.push(line), ...trace }),
      ...trace,
      ...(stateSink && { stateSink }),
    });
  }

  /** Sends messages in one chunk and flushes pending microtasks and event-loop turns. */
  async send(...messages: readonly (object | string)[]): Promise<void> {
    this.deliver(...messages);
    await settle();
  }

  /** Same as `send`, without waiting. */
  deliver(...messages: readonly (object | string)[]): void {
    this.wire.deliver(
      messages.map((message) => `${typeof message === "string" ? message : JSON.stringify(message)}\n`).join(""),
    );
  }

  /** Sends a request and returns its response without `jsonrpc` and `id`, or undefined if there is none yet. */
  async request(method: string, params: unknown = {}): Promise<WireMessage | undefined> {
    const id = String(this.#nextId++);
    await this.send({ jsonrpc: "2.0", id, method, params });
    return this.responseTo(id);
  }

  /** Returns the response to a request without `jsonrpc` and `id`, or undefined if there is none yet. */
  responseTo(id: string | number): WireMessage | undefined {
    const found = this.messages.find((message) => message["id"] === id && !("method" in message));
    if (!found) return undefined;
    const { jsonrpc: _, id: __, ...rest } = found;
    return rest;
  }

  /** Flushes pending microtasks and event-loop turns. */
  settled(): Promise<void> {
    return settle();
  }

  async notify(method: string, params: unknown = {}): Promise<void> {
    await this.send({ jsonrpc: "2.0", method, params });
  }

  /** All messages from the integration so far. */
  get messages(): readonly WireMessage[] {
    return this.wire.lines.map((line) => JSON.parse(line) as WireMessage);
  }

  /** Logged warnings, except that the integration announces no features, which is normal in tests. */
  get warnings(): readonly string[] {
    return this.log.messages("warn").filter((message) => !message.startsWith("This integration announces no features"));
  }

  /** Returns the messages since the last call. */
  take(): readonly WireMessage[] {
    const fresh = this.messages.slice(this.#taken);
    this.#taken += fresh.length;
    return fresh;
  }

  /** Sends the first two requests of the real client. */
  async greet(cache: JsonObject = {}): Promise<void> {
    await this.send({ jsonrpc: "2.0", id: "0", method: "get_capabilities", params: {} });
    await this.send({ jsonrpc: "2.0", id: "1", method: "initialize_cache", params: { data: cache } });
  }

  /** Same as `greet`, then waits until notifications are no longer held back. */
  async handshake(cache: JsonObject = {}): Promise<void> {
    await this.greet(cache);
    await this.clock.advance("50ms");
  }
}

/** Starts an integration and, unless disabled, completes the handshake. */
export async function startRig(plugin: Class, options: RigOptions = {}): Promise<Rig> {
  const { methods } = readDefinition(plugin, options.system ?? "linux", options.overrides);
  const rig = new Rig(plugin, { parts: await loadParts(methods), ...options });
  if (options.handshake !== false) await rig.handshake(options.cache);
  rig.take();
  return rig;
}

/** Messages as sent over the wire, for comparison. */
export const response = (id: unknown, result: unknown): WireMessage => ({ jsonrpc: "2.0", id, result });
export const notification = (method: string, params: unknown): WireMessage => ({ jsonrpc: "2.0", method, params });
export const errorResponse = (id: unknown, code: number, message: string, internalType: string): WireMessage => ({
  jsonrpc: "2.0",
  id,
  error: { code, message, data: { internal_type: internalType } },
});
