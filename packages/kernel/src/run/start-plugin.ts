import { setImmediate } from "node:timers/promises";
import { type Class, type Clock, type InjectionKey, type Logger, NotReadyError } from "@galaxy-kit/sdk";
import { KernelGalaxyClient } from "../client/kernel-galaxy-client.js";
import { Notifier } from "../client/notifier.js";
import { Handlers } from "../handlers/handlers.js";
import { Milestones } from "../lifecycle/milestones.js";
import { RunLifetime } from "../lifecycle/run-lifetime.js";
import { type CallTrace, noTrace } from "../logging/call-trace.js";
import type { SecretRegistry } from "../logging/secret-registry.js";
import { featuresOf, missingChatCalls } from "../routing/features.js";
import { Gate } from "../routing/gate.js";
import { Login } from "../routing/login.js";
import type { Route } from "../routing/route.js";
import { buildRoutes, toMethodTables } from "../routing/route-table.js";
import { fromThrown } from "../rpc/error-object.js";
import { JsonRpc } from "../rpc/json-rpc.js";
import { LineFramer } from "../rpc/line-framer.js";
import { LineWriter } from "../rpc/line-writer.js";
import type { PluginDefinition } from "../scanning/definition.js";
import { KernelCredentialStore } from "../state/kernel-credential-store.js";
import { KernelPersistentCache } from "../state/kernel-persistent-cache.js";
import type { Transport } from "../transport/transport.js";
import type { Container } from "../wiring/container.js";
import { wire } from "../wiring/wire.js";
import { builtInProviders } from "./definition.js";
import { Life } from "./life.js";

/** The real client drops notifications for 9 ms after the answer of the handshake; its first ping comes after 100. */
const FIRST_MOMENTS_MS = 50;

/** What a run needs from outside. */
export interface StartOptions {
  /** From `readDefinition`. */
  readonly definition: PluginDefinition;
  readonly token: string;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly log: Logger;
  readonly secrets: SecretRegistry;
  /** The one of the log. */
  readonly trace?: CallTrace;
}

/** An integration that runs. */
export interface RunningPlugin {
  readonly features: readonly string[];
  /** What the client can call, and what runs for it. */
  readonly routes: readonly Route[];
  /** The instance that is injected for a class or a token in this run. */
  resolve<T>(key: InjectionKey<T>): T;
  /** Resolves when it has ended, whoever wanted it; with an error when it could not go on. */
  readonly closed: Promise<Error | undefined>;
  /** Ends it as when the client hangs up. */
  close(): Promise<void>;
}

/** Puts an integration together and connects it: the one place that knows how the parts fit. */
export function startPlugin(options: StartOptions): RunningPlugin {
  const { definition, token, transport, clock, log, secrets, trace = noTrace } = options;
  const { methods } = definition;
  secrets.add(token);

  const lifetime = new RunLifetime();
  const milestones = new Milestones();
  const gate = new Gate(milestones, clock, lifetime, log);
  const writer = new LineWriter(transport, (error) => {
    fail(error);
  });
  const notifier = new Notifier(writer, milestones, log);
  const credentials = new KernelCredentialStore(notifier, secrets);
  const cache = new KernelPersistentCache(notifier, credentials);
  const peer: { rpc?: JsonRpc } = {};
  const request: JsonRpc["request"] = (method, params) => {
    if (peer.rpc) return peer.rpc.request(method, params);
    throw new NotReadyError("GALAXY can be asked for something from the handshake on, not in a constructor.");
  };
  const galaxy = new KernelGalaxyClient(notifier, { request }, credentials, secrets);

  const builtIns = { galaxy, cache, credentials, log: log.named(definition.plugin.name), lifetime, clock, secrets };
  const { container } = wire(definition, builtInProviders(builtIns));
  for (const target of definition.classes) construct(target, container);
  const handlers = new Handlers(container, lifetime, log);
  const life = new Life({ methods, handlers, lifetime, milestones, gate, clock, log, trace });

  const canGoOn = methods.some((method) => method.role === "handler" && method.call === "passLoginCredentials");
  const login = new Login(secrets, credentials, milestones, canGoOn, log);
  const features = featuresOf(methods);
  if (features.length === 0) {
    log.warn(
      "Nothing is announced, so that GALAXY will ask for nothing: no class in the services of @GalaxyPlugin() has a method that announces a feature",
    );
  }
  const missingChat = missingChatCalls(methods);
  if (missingChat.length > 0)
    log.warn("Chat is not announced, as some of its methods are missing", { missing: missingChat });

  const routes = buildRoutes(
    methods,
    {
      capabilities: { platformName: definition.options.platform, features, token },
      receiveCache: (data) => {
        cache.receive(data);
        notifier.hold();
        const greet = life.begin();
        return () => {
          void clock.sleep(FIRST_MOMENTS_MS, lifetime.signal).then(
            () => {
              notifier.release();
            },
            () => undefined,
          );
          greet();
        };
      },
      shutdown: () => tearDown(),
      hangUp: () => void hangUp(),
    },
    { gate, milestones, login, log, handlers, notifier, writer, lifetime },
  );
  const rpc = new JsonRpc(
    toMethodTables(routes),
    (message) => {
      writer.send(message);
    },
    log,
    trace,
  );

  peer.rpc = rpc;

  let reading = true;
  let failure: Error | undefined;
  let ended = (): void => undefined;
  const closed = new Promise<Error | undefined>((resolve) => {
    ended = () => {
      resolve(failure);
    };
  });

  let tornDown: Promise<void> | undefined;
  function tearDown(): Promise<void> {
    reading = false;
    // Before the shutdown is answered: the client may read nothing behind that.
    notifier.release();
    rpc.close();
    // What was cancelled is answered before it is said that the end has come.
    tornDown ??= life.end().then(() => setImmediate());
    return tornDown;
  }

  async function hangUp(): Promise<void> {
    notifier.close();
    writer.flush();
    await transport.close();
    ended();
  }

  async function close(): Promise<void> {
    if (!tornDown) await tearDown().then(hangUp);
    await closed;
  }

  function fail(error: Error): void {
    failure ??= error;
    log.error(error.message, { ...(error.cause !== undefined && { error: error.cause }) });
    void close();
  }

  const framer = new LineFramer({
    line: (line) => {
      if (reading) rpc.receive(line);
    },
    tooLong: () => {
      if (reading) rpc.refuseLongLine();
    },
  });
  transport.listen({
    data: (chunk) => {
      framer.push(chunk);
    },
    end: (error) => {
      log.info("The client has hung up", { ...(error && { error: error.message }) });
      void close();
    },
    lost: fail,
  });
  log.info("The integration has started", { platform: definition.options.platform, features });
  return { features, routes, resolve: (key) => container.resolve(key), closed, close };
}

/** Services are made at the start, so that what is wrong with one is seen then. */
function construct(target: Class, container: Container): void {
  try {
    container.resolve(target);
  } catch (error) {
    throw new Error(`${target.name} could not be made: ${fromThrown(error).message}`, { cause: error });
  }
}
