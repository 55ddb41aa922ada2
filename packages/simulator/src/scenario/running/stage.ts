import type { Credentials, JsonObject } from "@galaxy-kit/protocol";
import { ActionRefused } from "../../action-refused.js";
import { SimulatedClient } from "../../client/simulated-client.js";
import type { RefreshResponder } from "../../conversation/client-context.js";
import type { SessionEnd } from "../../conversation/session.js";
import type { ConnectionLoss } from "../../faults/wire.js";
import type { LoginWindow, LoginWindowEnd } from "../../login-window/login-window.js";
import type { IntegrationSource } from "../../process/integration.js";
import type { Problem } from "../../reporting/problem.js";
import { memoryStore } from "../../storage/memory-store.js";
import type { Store } from "../../storage/store.js";
import { quickTimings, realTimings, type Timings } from "../../timings.js";
import type { Outlasting } from "../expecting/outlasting.js";

/** How a client of a scenario is started. */
export interface ClientSettings {
  readonly pace?: "quick" | "real";
  readonly timings?: Partial<Timings>;
  readonly handshakeOnly?: boolean;
  readonly readAtMost?: number;
  readonly writeInPiecesOf?: number;
  readonly stored?: { readonly credentials?: Credentials; readonly cache?: JsonObject };
}

/** What a scenario runs with. */
export interface Props {
  readonly integration: IntegrationSource;
  readonly store?: Store;
  readonly loginWindow?: LoginWindow;
  /** Holds for every start. */
  readonly settings: ClientSettings;
}

/** What the steps of a scenario act upon: one client after the other, and what they have in common. */
export class Stage {
  /** Of all clients. */
  readonly problems: Problem[] = [];
  readonly remembered = new Map<string, Outlasting>();
  #store: Store;
  #client: SimulatedClient | undefined;
  #end: SessionEnd | undefined;
  #isOver = false;
  #login: LoginWindowEnd | "closed" | undefined;
  #refresh: RefreshResponder | undefined;
  #ownedGames: readonly string[] = [];

  constructor(private readonly props: Props) {
    this.#store = props.store ?? memoryStore();
  }

  /** The latest one, even if it has ended. */
  get client(): SimulatedClient {
    if (this.#client) return this.#client;
    throw new ActionRefused('no client was started: a step { "start": {} } belongs before this one');
  }

  get hasClient(): boolean {
    return this.#client !== undefined;
  }

  /** How the integration has ended under the latest client; nothing as long as that goes on. */
  get end(): SessionEnd | undefined {
    return this.#end;
  }

  async start(own: ClientSettings): Promise<void> {
    if (this.#isOver) throw new ActionRefused("the scenario is over");
    if (this.#client && !this.#end)
      throw new ActionRefused("the client is running: close it before it is started again");
    const settings = { ...this.props.settings, ...own };
    if (settings.stored) this.#store = memoryStore({ cache: {}, ...settings.stored });
    const client = new SimulatedClient({
      integration: this.props.integration,
      store: this.#store,
      timings: { ...(settings.pace === "real" ? realTimings : quickTimings), ...settings.timings },
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

  async close(politely = false): Promise<void> {
    this.#end = await this.client.close({ politely });
  }

  async die(death: ConnectionLoss): Promise<void> {
    this.#end = await this.client.die(death);
  }

  /** Answers the login windows that come from now on. */
  set login(end: LoginWindowEnd | "closed") {
    this.#login = end;
  }

  /** Answers `refresh_credentials` from now on. */
  set refresh(responder: RefreshResponder) {
    this.#refresh = responder;
    if (this.#client) this.#client.refreshResponder = responder;
  }

  /** Those that the client knows; before it has imported any, those that the one before it knew. */
  ownedGames(): readonly string[] {
    const games = Object.values(this.#client?.library.games ?? {});
    const owned = games.filter(({ owned: isOwned }) => isOwned).map(({ gameId }) => gameId);
    return owned.length > 0 ? owned.sort() : this.#ownedGames;
  }

  /** Whether the integration can do this; it has said so in the handshake. */
  isAnnounced(feature: string): boolean {
    return this.client.library.features.includes(feature);
  }

  /** A step whose time is over may still be at work; it starts nothing any more. */
  async tidyUp(): Promise<void> {
    this.#isOver = true;
    await this.#client?.close();
  }

  async #showLogin(...step: Parameters<LoginWindow>): Promise<LoginWindowEnd | "closed"> {
    if (this.#login !== undefined) return this.#login;
    if (this.props.loginWindow) return await this.props.loginWindow(...step);
    throw new Error('no step says how the login ends: a step { "login": … } belongs before it');
  }
}
