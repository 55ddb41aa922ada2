import { setImmediate } from "node:timers/promises";
import type { PartState } from "@galaxy-kit/protocol";
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
import { LoginLoss } from "../lifecycle/login-loss.js";
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
import { LineFramer } from "../rpc/line-framer.js";
import { LineWriter } from "../rpc/line-writer.js";
import { Notifier } from "../rpc/notifier.js";
import { OutgoingRequests } from "../rpc/outgoing-requests.js";
import { Handlers } from "../wiring/handlers.js";
import { wire } from "../wiring/wire.js";
import { completeHandshake } from "./handshake.js";
import { LifecycleMethods } from "./lifecycle-methods.js";
import type { RunningPlugin, StartOptions } from "./running-plugin.js";

/** Puts an integration together and connects it. */
export function startPlugin(options: StartOptions): RunningPlugin {
  const run = new Run(options);
  run.start();
  return run;
}

/** One run of an integration. Its constructor is the one place that knows how the parts fit together. */
class Run implements RunningPlugin {
  readonly features: readonly string[];
  readonly waiting: Iterable<WaitingHandler>;
  readonly routes: readonly Route[];
  readonly settled: Promise<void>;
  readonly closed: Promise<Error | undefined>;

  readonly #writer: LineWriter;
  readonly #notifier: Notifier;
  readonly #outgoing: OutgoingRequests;
  readonly #resolveLate: <T>(key: InjectionKey<T>) => T;
  readonly #lifecycle: LifecycleMethods;
  readonly #rpc: JsonRpc;
  readonly #monitor = new KernelMonitor();
  readonly #reporters: readonly { run(): Promise<void> }[] = [];

  #state: "constructing" | "running" | "ending" = "constructing";
  #failure: Error | undefined;
  #shutdown: Promise<void> | undefined;
  #resolveClosed = (_: Error | undefined): void => undefined;

  constructor(private readonly options: StartOptions) {
    const { definition, parts = {}, token, transport, clock, log, secrets, stateSink, trace = noTrace } = options;
    const { methods } = definition;
    secrets.add(token);
    let onSettled = (): void => undefined;
    this.settled = new Promise((resolve) => {
      onSettled = resolve;
    });
    this.closed = new Promise((resolve) => {
      this.#resolveClosed = resolve;
    });

    const lifetime = new RunLifetime();
    const milestones = new Milestones(options.waitForClient);
    const writer = new LineWriter(transport, (error) => this.#fail(error));
    const send = (message: object): void => writer.send(message);
    const notifier = new Notifier(writer, milestones, log, secrets, options.onFailure);
    const outgoing = new OutgoingRequests(send);

    const credentials = new KernelCredentialStore(notifier, secrets);
    const user = new KernelLoggedInUser();
    const cache = new KernelPersistentCache(notifier, credentials);
    const loginLoss = new LoginLoss();
    const galaxy = new KernelGalaxyClient(notifier, outgoing, credentials, secrets, loginLoss);
    const contributions = new KernelContributions(methods);
    const background = new KernelBackground(lifetime, log, options.runCall, trace);
    const monitor = this.#monitor;
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
    const handlers = new Handlers(container, lifetime, clock, log, options.runCall, options.onUnsent, trace);
    contributions.open(handlers);
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
      loginLoss,
    });
    const login = new Login(methods, secrets, credentials, milestones, log, (id, name) => {
      loginLoss.isLost = false;
      Object.assign(user, { id, name });
      sources?.authenticated(id);
    });
    const features = announceFeatures(methods, log);
    const routes = buildRoutes(
      methods,
      {
        capabilities: { platformName: definition.identity.platform, features, token },
        receiveCache: (data) => completeHandshake(data, { cache, notifier, lifecycle, clock, lifetime, onSettled }),
        shutdown: () => this.#shutDown(),
        hangUp: () => void this.#hangUp(),
      },
      { gate, milestones, login, log, handlers, notifier, writer, lifetime, clock, resolveLate, sources },
    );

    this.features = features;
    this.waiting = gate.waiting;
    this.routes = routes;
    this.#writer = writer;
    this.#notifier = notifier;
    this.#outgoing = outgoing;
    this.#resolveLate = resolveLate;
    this.#lifecycle = lifecycle;
    const { StateReporter, ProcessReporter } = parts.monitoring ?? {};
    if (StateReporter && ProcessReporter && stateSink)
      this.#reporters = [
        new StateReporter({ states: () => monitor.states, sink: stateSink, secrets, clock, lifetime }),
        new ProcessReporter({ sink: stateSink, clock, lifetime }),
      ];
    this.#rpc = new JsonRpc(toMethodTables(routes), outgoing, send, log, secrets, trace, options.onFailure);
  }

  /** Reads what the client sends. */
  start(): void {
    const { definition, transport, log, trace = noTrace } = this.options;
    this.#state = "running";
    const framer = new LineFramer({
      line: (line) => {
        if (this.#state === "running") this.#rpc.receive(line);
      },
      tooLong: () => {
        if (this.#state === "running") this.#rpc.rejectLongLine();
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
    for (const reporter of this.#reporters) void reporter.run();
  }

  get parts(): readonly PartState[] {
    return this.#monitor.states;
  }

  resolve<T>(key: InjectionKey<T>): T {
    return this.#resolveLate(key);
  }

  async close(): Promise<void> {
    if (!this.#shutdown) await this.#shutDown().then(() => this.#hangUp());
    await this.closed;
  }

  #shutDown(): Promise<void> {
    this.#state = "ending";
    // Before the response to the shutdown request: the client may read nothing after that.
    this.#notifier.release();
    this.#outgoing.close();
    // Responses to canceled requests go out before the response to the shutdown request.
    this.#shutdown ??= this.#lifecycle.end().then(() => setImmediate());
    return this.#shutdown;
  }

  async #hangUp(): Promise<void> {
    this.#notifier.close();
    this.#writer.flush();
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
