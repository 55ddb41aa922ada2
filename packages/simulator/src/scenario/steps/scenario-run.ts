import { ActionRefusedError } from "../../action-refused.js";
import { SimulatedClient } from "../../client/simulated-client.js";
import type { RefreshResponder } from "../../conversation/client-context.js";
import type { SessionEnd } from "../../conversation/session.js";
import type { ConnectionLoss } from "../../faults/wire.js";
import type { LoginWindow, LoginWindowEnd } from "../../login-window/login-window.js";
import type { IntegrationSource } from "../../process/integration.js";
import type { Problem } from "../../reporting/problem.js";
import { memoryStore } from "../../storage/memory-store.js";
import type { Store } from "../../storage/store.js";
import { quickTimings, type Timings } from "../../timings.js";
import { variedTimings } from "../../varied-timings.js";
import type { ClientSettings } from "../scenario.js";
import type { StableLibrary } from "./stable-library.js";

/** The options of a scenario's run. */
export interface ScenarioRunOptions {
  readonly integration: IntegrationSource;
  readonly store?: Store;
  readonly loginWindow?: LoginWindow;
  /** Apply to every client that is started. */
  readonly settings: ClientSettings;
  readonly showSecrets?: boolean;
}

/** Draws the same timings again for a scenario without a seed: a failure must be repeatable. */
const DEFAULT_SEED = 1;

function timingsOf({ pace, seed = DEFAULT_SEED, timings }: ClientSettings): () => Partial<Timings> {
  const draw = pace === "real" ? variedTimings(seed) : () => quickTimings;
  return () => ({ ...draw(), ...timings });
}

/** One run of a scenario: the client that its steps act on, and what outlasts that client. */
export class ScenarioRun {
  /** The problems of all clients. */
  readonly problems: Problem[] = [];
  readonly remembered = new Map<string, StableLibrary>();
  #store: Store;
  #client: SimulatedClient | undefined;
  #end: SessionEnd | undefined;
  #isOver = false;
  #login: LoginWindowEnd | "closed" | undefined;
  #refresh: RefreshResponder | undefined;
  #ownedGames: readonly string[] = [];
  #lacksLogin = false;
  #responses: Promise<void>[] = [];

  constructor(private readonly options: ScenarioRunOptions) {
    this.#store = options.store ?? memoryStore();
  }

  /** The client that was started last, even if it has ended. */
  get client(): SimulatedClient {
    if (this.#client) return this.#client;
    throw new ActionRefusedError('no client was started: add a step { "start": {} } before this one');
  }

  get hasClient(): boolean {
    return this.#client !== undefined;
  }

  /** Whether the integration has requested a login window, and nobody could log in. */
  get lacksLogin(): boolean {
    return this.#lacksLogin;
  }

  /** Whether the integration stays without a login: it has requested a window, and no step since then says how that ends. */
  get isStuck(): boolean {
    return this.#lacksLogin && this.#login === undefined && this.#client?.status.state === "not connected";
  }

  /** How the integration ended under the latest client; undefined while it runs. */
  get end(): SessionEnd | undefined {
    return this.#end;
  }

  async start(own: ClientSettings): Promise<void> {
    if (this.#isOver) throw new ActionRefusedError("the scenario is over");
    if (this.#client && !this.#end)
      throw new ActionRefusedError("the client is running: close it before starting it again");
    const settings = { ...this.options.settings, ...own };
    if (settings.stored) this.#store = memoryStore({ cache: {}, ...settings.stored });
    const client = new SimulatedClient({
      integration: this.options.integration,
      store: this.#store,
      timings: timingsOf(settings),
      ...(settings.version !== undefined && { version: settings.version }),
      ...(settings.behavior && { behavior: settings.behavior }),
      showSecrets: this.options.showSecrets ?? false,
      handshakeOnly: settings.handshakeOnly ?? false,
      loginWindow: (...step) => this.#showLogin(...step),
      ...(this.#refresh && { refreshCredentials: this.#refresh }),
    });
    client.on("problem", (problem) => this.problems.push(problem));
    if (settings.readAtMost !== undefined) client.wire.readAtMost(settings.readAtMost);
    if (settings.writeInPiecesOf !== undefined) client.wire.writeInPiecesOf(settings.writeInPiecesOf);
    this.#ownedGames = this.ownedGames();
    this.#client = client;
    this.#end = undefined;
    await client.start();
  }

  async close(graceful = false): Promise<void> {
    this.#end = await this.client.close({ graceful });
  }

  async die(loss: ConnectionLoss): Promise<void> {
    this.#end = await this.client.die(loss);
  }

  /** How login windows end from now on. */
  set login(end: LoginWindowEnd | "closed") {
    this.#login = end;
  }

  /** Responds to `refresh_credentials` from now on. */
  set refresh(responder: RefreshResponder) {
    this.#refresh = responder;
    if (this.#client) this.#client.refreshResponder = responder;
  }

  /** A later step waits for this response. */
  isWaitedFor(response: Promise<void>): void {
    this.#responses.push(response);
    // If the session ends first, no step may be waiting.
    response.catch(() => undefined);
  }

  /** Resolves when everything in progress has ended, and every response has come that a step did not wait for. */
  async importsDone(): Promise<void> {
    await this.client.importsDone();
    await Promise.all(this.#responses.splice(0));
  }

  /** The games that the client knows or, before it has imported any, those that the previous client knew. */
  ownedGames(): readonly string[] {
    const games = Object.values(this.#client?.library.games ?? {});
    const owned = games.filter(({ owned: isOwned }) => isOwned).map(({ gameId }) => gameId);
    return owned.length > 0 ? owned.sort() : this.#ownedGames;
  }

  /** Whether the integration announced a feature in the handshake. */
  isAnnounced(feature: string): boolean {
    return this.client.library.features.includes(feature);
  }

  /** Ends the client. A step that has exceeded its time limit may still be running; it cannot start another one. */
  async tidyUp(): Promise<void> {
    this.#isOver = true;
    await this.#client?.close();
  }

  async #showLogin(...step: Parameters<LoginWindow>): Promise<LoginWindowEnd | "closed"> {
    if (this.#login !== undefined) return this.#login;
    if (this.options.loginWindow) return await this.options.loginWindow(...step);
    this.#lacksLogin = true;
    throw new Error(
      'no step defines how the login ends: add a step { "login": … } before it, log in with galaxy-kit dev once, whose login ' +
        "galaxy-kit scenario copies, or pass stored credentials: galaxy-kit scenario --login FILE",
    );
  }
}
