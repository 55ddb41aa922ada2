import { createLog, readDefinition, SecretRegistry, startPlugin } from "@galaxy-kit/kernel/internal";
import { clientRequests, type JsonObject } from "@galaxy-kit/protocol";
import type { Class, LogLevel, Provider, System } from "@galaxy-kit/sdk";
import { CapturedLog } from "./captured-log.js";
import { FakeClock } from "./fake-clock.js";
import { LinkedTransport } from "./linked-transport.js";
import { TestGalaxy } from "./test-galaxy.js";
import { WireClient } from "./wire-client.js";

/** How an integration is started in a test. */
export interface TestPluginOptions {
  /** Take the place of what the integration would inject: `[{ provide: ItchApi, useValue: fake }]`. */
  readonly overrides?: readonly Provider[];
  /** What the client has kept from earlier runs. */
  readonly cache?: JsonObject;
  /** The system that `@OnlyOn()` sees; this computer's when left out. */
  readonly system?: System;
  /** The clock begins here. Milliseconds since 1970. */
  readonly startTime?: number;
  /** The token of the command line. */
  readonly token?: string;
  /** The least urgent log lines that are captured; all when left out. */
  readonly logLevel?: LogLevel;
  /** `false` starts the integration without the handshake; send it with `galaxy.request("initialize_cache", { data: {} })`. */
  readonly handshake?: boolean;
}

/** What is told before is kept back by the framework until now, as the real client would drop it. */
const FIRST_MOMENTS = "100ms";

/**
 * Starts an integration in this process, the same way as `runPlugin` does, with a client that does what the test says.
 *
 * @example
 * ```ts
 * const galaxy = await startTestPlugin(ItchPlugin, { overrides: [{ provide: ItchApi, useValue: fakeApi }] });
 * expect(await galaxy.importOwnedGames()).toEqual([…]);
 * await galaxy.close();
 * ```
 *
 * @throws `PluginDefinitionError` for an integration that is not written correctly
 */
export async function startTestPlugin(plugin: Class, options: TestPluginOptions = {}): Promise<TestGalaxy> {
  const { overrides = [], cache = {}, system = process.platform, handshake = true } = options;
  const definition = readDefinition(plugin, system, overrides);
  const clock = new FakeClock(options.startTime);
  const log = new CapturedLog();
  const secrets = new SecretRegistry();
  const wire = new WireClient({
    send: (line) => {
      transport.deliver(`${line}\n`);
    },
    notification: (notification) => {
      galaxy.receive(notification);
    },
    request: (_method, params) => galaxy.refreshCredentials(params as JsonObject),
  });
  const transport = new LinkedTransport({
    line: (line) => {
      wire.receive(line);
    },
    closed: () => {
      wire.close();
    },
  });
  const running = startPlugin({
    definition,
    transport,
    clock,
    secrets,
    token: options.token ?? "test-token",
    log: createLog({ level: options.logLevel ?? "debug", secrets, sink: (line) => log.lines.push(line) }),
  });
  const galaxy: TestGalaxy = new TestGalaxy({ plugin: running, wire, transport, clock, log });
  if (handshake) {
    await wire.call(clientRequests.getCapabilities, {});
    await wire.call(clientRequests.initializeCache, { data: cache });
    await clock.advance(FIRST_MOMENTS);
  }
  return galaxy;
}
