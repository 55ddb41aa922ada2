import {
  createLog,
  isDebugged,
  loadParts,
  readDefinition,
  SecretRegistry,
  startPlugin,
} from "@galaxy-kit/kernel/internal";
import { clientRequests, type JsonObject } from "@galaxy-kit/protocol";
import type { Class, Duration, LogLevel, Provider, System } from "@galaxy-kit/sdk";
import { toMilliseconds } from "@galaxy-kit/sdk/internal";
import { CapturedLog } from "./captured-log.js";
import { dataFolderFor } from "./data-folder.js";
import { FakeClock } from "./fake-clock.js";
import { LinkedTransport } from "./linked-transport.js";
import { ReceivedNotifications } from "./received-notifications.js";
import { TestGalaxy } from "./test-galaxy.js";
import { ThrownErrors } from "./thrown-errors.js";
import { WireClient } from "./wire-client.js";

/** Options of {@link startTestPlugin}. */
export interface TestPluginOptions {
  /** Providers that replace those of the integration: `[{ provide: ItchApi, useValue: fake }]`. */
  readonly overrides?: readonly Provider[];
  /** The persistent cache from earlier runs; empty by default. */
  readonly cache?: JsonObject;
  /**
   * The folder for what the integration stores in `DataFolder`, which stays. By default it is a temporary one, which is removed when
   * the integration has closed. Pass the same folder again to test a restart.
   */
  readonly dataFolder?: string;
  /** Which of the variants of `@GalaxyPlugin()` to start; the first by default. */
  readonly variant?: string;
  /** The operating system for `@OnlyOn()`; that of this computer by default. */
  readonly system?: System;
  /** The clock, to share it with {@link FakeProcesses}, or with an earlier run of the integration; a new one by default. */
  readonly clock?: FakeClock;
  /** The initial time of a new clock in milliseconds since 1970; 2026-01-01 UTC by default. */
  readonly startTime?: number;
  /** The token from the command line; `test-token` by default. */
  readonly token?: string;
  /** The least severe log level to capture; `debug` by default. */
  readonly logLevel?: LogLevel;
  /** How long a call may take, in real time; `"4s"` by default. After that it rejects, and says what it was waiting for. */
  readonly timeLimit?: Duration;
  /** `false` skips the handshake; send it with `galaxy.request("initialize_cache", { data: {} })`. True by default. */
  readonly handshake?: boolean;
}

/** Shorter than the limit that most test runners have for a test. */
const DEFAULT_TIME_LIMIT = "4s";

/** After this time, the framework has sent the notifications that it holds back because the real client would drop them. */
const HOLD_TIME = "100ms";

/**
 * Starts an integration in this process, the way `runPlugin()` does, connected to a client that the test controls. Resolves
 * after the handshake, 100 ms later on the fake clock.
 *
 * @example
 * ```ts
 * const galaxy = await startTestPlugin(ItchPlugin, { overrides: [{ provide: ItchApi, useValue: fakeApi }] });
 * expect(await galaxy.importOwnedGames()).toEqual([…]);
 * await galaxy.close();
 * ```
 *
 * @throws `PluginDefinitionError` if the plugin definition is not valid
 */
export async function startTestPlugin(plugin: Class, options: TestPluginOptions = {}): Promise<TestGalaxy> {
  const { overrides = [], cache = {}, system = process.platform, handshake = true } = options;
  const providers = [dataFolderFor(options.dataFolder), ...overrides];
  const definition = readDefinition(plugin, system, providers, options.variant);
  const parts = await loadParts(definition.methods);
  const clock = options.clock ?? new FakeClock(options.startTime);
  const log = new CapturedLog();
  const secrets = new SecretRegistry();
  const unsent: string[] = [];
  const notifications = new ReceivedNotifications();
  const thrown = new ThrownErrors();
  const wire = new WireClient({
    send: (line) => {
      transport.deliver(`${line}\n`);
    },
    notification: (notification) => {
      notifications.add(notification);
    },
    explain: (error, called, id) => thrown.explain(error, called, id),
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
    parts,
    transport,
    clock,
    secrets,
    runCall: (call, name, isBackground) => clock.calls.run(call, name, isBackground),
    onFailure: (error, ...subject) => thrown.add(error, ...subject),
    waitForClient: (until) => clock.calls.sleep(until),
    onUnsent: (mistake) => unsent.push(mistake),
    token: options.token ?? "test-token",
    log: createLog({ level: options.logLevel ?? "debug", secrets, sink: (line) => log.lines.push(line) }),
  });
  // Nobody knows how long a breakpoint holds the test.
  const timeLimit = isDebugged() ? Infinity : toMilliseconds(options.timeLimit ?? DEFAULT_TIME_LIMIT);
  const galaxy: TestGalaxy = new TestGalaxy({
    plugin: running,
    wire,
    transport,
    notifications,
    clock,
    log,
    unsent,
    thrown,
    timeLimit,
  });
  if (handshake) {
    await wire.call(clientRequests.getCapabilities, {});
    await clock.calls.settleAfter(() => wire.call(clientRequests.initializeCache, { data: cache }));
    await clock.advance(HOLD_TIME);
  }
  return galaxy;
}
