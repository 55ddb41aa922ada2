import type { InjectionKey } from "@galaxy-kit/sdk";
import { Accounts } from "@galaxy-kit/sdk/internal";
import { KernelBackground } from "../injectables/background.js";
import { builtInProviders, NoSources } from "../injectables/built-ins.js";
import { KernelContributions } from "../injectables/contributions.js";
import { KernelCredentialStore } from "../injectables/credential-store.js";
import { KernelGalaxyClient } from "../injectables/galaxy-client.js";
import { KernelLoggedInUser } from "../injectables/logged-in-user.js";
import { KernelMonitor } from "../injectables/monitor.js";
import { KernelPersistentCache } from "../injectables/persistent-cache.js";
import { LoginState } from "../lifecycle/login-state.js";
import { Milestones } from "../lifecycle/milestones.js";
import { RunLifetime } from "../lifecycle/run-lifetime.js";
import { noTrace } from "../logging/call-trace.js";
import { partsFor, requirePart } from "../parts/load-parts.js";
import { announceFeatures } from "../routing/features.js";
import { Gate, type WaitingHandler } from "../routing/gate.js";
import { amendmentOf } from "../routing/import-routes.js";
import { Login } from "../routing/login.js";
import { buildRoutes, toMethodTables } from "../routing/route-table.js";
import type { Route } from "../routing/route.js";
import { JsonRpc } from "../rpc/json-rpc.js";
import { LineWriter } from "../rpc/line-writer.js";
import { Notifier } from "../rpc/notifier.js";
import { OutgoingRequests } from "../rpc/outgoing-requests.js";
import { Handlers } from "../wiring/handlers.js";
import { wire } from "../wiring/wire.js";
import { completeHandshake } from "./handshake.js";
import { LifecycleMethods } from "./lifecycle-methods.js";
import type { StartOptions } from "./running-plugin.js";

/** What the parts of a run need of it. */
interface RunEnds {
  /** Ends the run because of an error. */
  readonly fail: (error: Error) => void;
  /** Resolves when everything is over that may still send something. */
  readonly shutDown: () => Promise<void>;
  /** Closes the connection. */
  readonly hangUp: () => void;
  /** The client accepts notifications. */
  readonly settled: () => void;
}

/** The parts of a run, put together. */
export interface RunParts {
  readonly features: readonly string[];
  readonly waiting: Iterable<WaitingHandler>;
  readonly routes: readonly Route[];
  readonly rpc: JsonRpc;
  readonly writer: LineWriter;
  readonly notifier: Notifier;
  readonly outgoing: OutgoingRequests;
  readonly lifecycle: LifecycleMethods;
  readonly monitor: KernelMonitor;
  /** They run as long as the integration does. */
  readonly reporters: readonly { run(): Promise<void> }[];
  readonly resolveLate: <T>(key: InjectionKey<T>) => T;
}

/** Puts the parts of a run together: the one place that knows how they fit. */
export function assemble(options: StartOptions, ends: RunEnds): RunParts {
  const { definition, parts = {}, token, transport, clock, log, secrets, stateSink, trace = noTrace } = options;
  const { runCall, onUnsent, onFailure } = options;
  const { methods } = definition;
  secrets.add(token);

  const lifetime = new RunLifetime();
  const milestones = new Milestones(options.waitForClient);
  const writer = new LineWriter(transport, ends.fail);
  const send = (message: object): void => writer.send(message);
  const notifier = new Notifier(writer, milestones, log, secrets, onFailure);
  const outgoing = new OutgoingRequests(send);

  const credentials = new KernelCredentialStore(notifier, secrets);
  const user = new KernelLoggedInUser();
  const cache = new KernelPersistentCache(notifier, credentials);
  const loginState = new LoginState();
  const galaxy = new KernelGalaxyClient(notifier, outgoing, credentials, secrets, loginState);
  const contributions = new KernelContributions(methods);
  const background = new KernelBackground(lifetime, log, runCall, trace);
  const monitor = new KernelMonitor();
  const ownLog = log.named(definition.plugin.name);
  const KernelSources = partsFor(methods).includes("sources") ? requirePart(parts.sources).KernelSources : undefined;
  const sources =
    KernelSources &&
    new KernelSources(methods, {
      notifier,
      galaxy,
      milestones,
      clock,
      lifetime,
      log,
      trace,
      cache,
      background,
      monitor,
    });
  galaxy.listener = sources;
  const builtIns = {
    galaxy,
    cache,
    credentials,
    user,
    log: ownLog,
    lifetime,
    clock,
    secrets,
    identity: definition.identity,
    background,
    contributions,
    sources: sources ?? new NoSources(),
    monitor,
  };
  const { container, resolveLate } = wire(definition, builtInProviders(builtIns));
  // At startup, so that a constructor that throws is noticed then. One that never returns leaves its name as the last line:
  // nothing else in this process can run.
  for (const target of definition.classes) {
    log.info(`Creating ${target.name}`);
    container.resolve(target);
  }
  outgoing.open();

  const gate = new Gate(milestones, clock, lifetime, log);
  const handlers = new Handlers({ container, lifetime, clock, log, trace, runCall, onUnsent });
  contributions.open(handlers, (method) => sources?.on(method));
  galaxy.completeGameTime = amendmentOf("gameTimes", methods, handlers);
  sources?.open({
    handlers,
    resolveLate,
    isLoginGood: () => resolveLate(Accounts).isKnownToBeGood,
    loseAuthentication: () => galaxy.lostAuthentication(),
  });
  const lifecycle = new LifecycleMethods({
    methods,
    handlers,
    lifetime,
    milestones,
    gate,
    clock,
    log,
    trace,
    monitor,
    loginState,
    KeptConnection: parts.connections?.KeptConnection,
  });
  const login = new Login(methods, secrets, credentials, milestones, log, (id, name) => {
    Object.assign(user, { id, name });
    loginState.loggedIn(id);
    sources?.authenticated(id);
  });
  const features = announceFeatures(methods, log);
  const routes = buildRoutes(
    methods,
    {
      capabilities: { platformName: definition.identity.platform, features, token },
      receiveCache: (data) =>
        completeHandshake(data, { cache, notifier, lifecycle, clock, lifetime, onSettled: ends.settled }),
      shutdown: ends.shutDown,
      hangUp: ends.hangUp,
    },
    { gate, milestones, login, log, handlers, notifier, writer, lifetime, clock, resolveLate, sources },
  );
  const { StateReporter, ProcessReporter } = parts.monitoring ?? {};
  const reporters =
    StateReporter && ProcessReporter && stateSink
      ? [
          new StateReporter({ states: () => monitor.states, sink: stateSink, secrets, clock, lifetime }),
          new ProcessReporter({ sink: stateSink, clock, lifetime }),
        ]
      : [];
  const rpc = new JsonRpc({ tables: toMethodTables(routes), outgoing, send, log, secrets, trace, onFailure });
  const { waiting } = gate;
  return { features, waiting, routes, rpc, writer, notifier, outgoing, lifecycle, monitor, reporters, resolveLate };
}
