import { setMaxListeners } from "node:events";
import type { Duplex } from "node:stream";
import {
  clientNotifications,
  clientRequests,
  type CommandCall,
  type Feature,
  type ImportKind,
  type RequestCall,
} from "@galaxy-kit/protocol";
import { deadline, pause } from "../clock.js";
import type { AnyImportKind, Progress } from "../reporting/progress.js";
import { describeError } from "../wire/describe-error.js";
import type { RawResponse } from "../wire/message.js";
import type { Peer } from "../wire/peer.js";
import { attachPeer } from "./attach-peer.js";
import { Caller, type Outcome } from "./caller.js";
import type { ClientContext } from "./client-context.js";
import { type HandshakeResult, performHandshake } from "./handshake.js";
import { ImportRuns } from "./import-runs.js";
import { LaunchedGames } from "./launched-games.js";
import { logIn } from "./login.js";
import { handleNotification } from "./plugin-notifications.js";
import { handleRequest } from "./plugin-requests.js";
import { sendPings } from "./send-pings.js";
import { SessionOver } from "./session-over.js";
import { Synchronization } from "./synchronization.js";

/** What a conversation reports to its session. */
export interface ConversationEvents {
  /** The integration has closed the connection. */
  readonly closed: () => void;
  /** A ping got no response in time. */
  readonly unresponsive: () => void;
}

/** The exchange of messages between the client and an integration, from the connection to its end. */
export class Conversation {
  readonly #over = new AbortController();
  readonly #peer: Peer;
  readonly #caller: Caller;
  readonly #runs: ImportRuns;
  readonly #synchronization: Synchronization;
  readonly #launchedGames: LaunchedGames;
  #acceptsNotifications = false;

  constructor(
    private readonly stream: Duplex,
    private readonly token: string,
    private readonly client: ClientContext,
    private readonly events: ConversationEvents,
  ) {
    const { clock, recorder } = client;
    setMaxListeners(0, this.#over.signal);
    const handlers = {
      notification: (method: string, params: unknown) => {
        this.#onNotification(method, params);
      },
      request: (method: string, params: unknown, id: string | number) => handleRequest(method, params, id, client),
    };
    this.#peer = attachPeer(stream, handlers, client, events.closed);
    this.#caller = new Caller(this.#peer, clock, recorder, this.#over.signal);
    this.#runs = new ImportRuns(this.#caller, client, this.#over.signal);
    this.#synchronization = new Synchronization(client, this.#caller, this.#runs, this.#over.signal);
    this.#launchedGames = new LaunchedGames(client.knowledge.games);
    const stopFollowing = recorder.events.on("changed", ({ subject, ids }) => {
      if (subject === "games") this.#followLaunched(ids);
    });
    this.#over.signal.addEventListener("abort", stopFollowing);
  }

  /** Performs the handshake, then waits until notifications are no longer dropped. */
  async begin(): Promise<HandshakeResult> {
    const { clock, timings, recorder, knowledge } = this.client;
    const { signal } = this.#over;
    const handshake = await performHandshake({
      caller: this.#caller,
      clock,
      timings,
      recorder,
      signal,
      token: this.token,
      cache: knowledge.record,
      platform: this.client.platform,
    });
    if (!handshake.ok) return handshake;

    knowledge.setIntegration(handshake.platform, handshake.features);
    for (const subject of ["platform", "features"] as const) {
      recorder.events.emit("changed", { subject, ids: [], cause: clientRequests.getCapabilities.method });
    }
    // It runs until it is interrupted.
    sendPings(this.#caller, clock, timings, signal, this.events.unresponsive).catch(() => undefined);
    await pause(clock, timings.started, signal);
    this.#acceptsNotifications = true;
    return handshake;
  }

  /** Makes the requests of the real client: local games and, without waiting for them, the login and everything after it. */
  async firstRequests(): Promise<void> {
    const { clock, timings } = this.client;
    const { signal } = this.#over;
    await pause(clock, timings.firstRequests, signal);
    const localGames = this.isAnnounced("ImportInstalledGames");
    await Promise.all([
      this.#synchronization.localGames(),
      pause(clock, localGames ? timings.authentication : 0, signal).then(() => this.logIn()),
    ]);
  }

  /** Logs in and, if that succeeds, imports everything. */
  async logIn(): Promise<void> {
    const { recorder, knowledge, connection, loginWindow, behavior } = this.client;
    const { credentials } = knowledge.library;
    const onWindow = (title: string): void => {
      connection.apply("login window opened", `the user is logging in (${JSON.stringify(title)})`);
    };
    const { signal } = this.#over;
    const end = await logIn({ caller: this.#caller, recorder, credentials, loginWindow, behavior, onWindow, signal });
    if (end.event === "logged in") {
      knowledge.setUser(end.user);
      recorder.events.emit("changed", { subject: "user", ids: [], cause: clientRequests.initAuthentication.method });
    }
    connection.apply(end.event, end.reason);
    if (end.event === "logged in") await this.#synchronization.afterLogin();
  }

  isAnnounced(feature: Feature | undefined): boolean {
    return feature === undefined || this.client.knowledge.library.features.includes(feature);
  }

  async importAgain(kind: AnyImportKind, ids?: readonly string[]): Promise<Progress> {
    return await this.#synchronization.again(kind, ids);
  }

  async importOne(kind: ImportKind, id: string): Promise<Progress> {
    return await this.#runs.start(kind, [id], { single: true });
  }

  command<Params extends object>(call: CommandCall<Params>, params: Params): void {
    this.notifyByName(call.method, call.params.encode(params) as Record<string, unknown>);
  }

  async call<Params extends object, Result>(
    call: RequestCall<Params, Result>,
    params: Params,
  ): Promise<Outcome<Result>> {
    return await this.#caller.call(call, params);
  }

  /** Makes a call that the protocol does not define. */
  async callByName(method: string, params: object): Promise<RawResponse | undefined> {
    this.#over.signal.throwIfAborted();
    return await this.#peer.request(method, params).response;
  }

  notifyByName(method: string, params: Readonly<Record<string, unknown>>): void {
    if (method === clientNotifications.launchGame.method) this.#launchedGames.launched(String(params["game_id"]));
    this.#peer.notify(method, params);
  }

  /** Stops everything in progress. Messages that still arrive are recorded. */
  end(reason: string): void {
    const over = new SessionOver(reason);
    this.#over.abort(over);
    this.#runs.abandon(reason);
    this.client.board.abandon(reason);
    this.#peer.abandonAll(over);
  }

  /** Requests `shutdown`. Resolves at the response, the end of the connection or the time limit: to the problem, if there was one. */
  async requestShutdown(limit: number): Promise<string | undefined> {
    const { id, response } = this.#peer.request(clientRequests.shutdown.method, {});
    const cancelTimeout = deadline(this.client.clock, limit, () => {
      this.#peer.drop(id);
    });
    const closed = new Promise<undefined>((resolve) => {
      this.stream.once("close", () => {
        resolve(undefined);
      });
    });
    const raw = await Promise.race([response, closed]);
    cancelTimeout();
    if (raw === undefined) return "there was no response";
    if ("unreadable" in raw) return raw.unreadable;
    return "error" in raw ? describeError(raw.error) : undefined;
  }

  /** Ends the client's half of the connection: the integration sees the end of file and exits. */
  close(): void {
    this.stream.end();
  }

  /** The real client asks for the end of the platform's client after each game that it launched. */
  #followLaunched(gameIds: readonly string[]): void {
    const { shutdownPlatformClient } = clientNotifications;
    for (const id of gameIds)
      if (this.#launchedGames.hasEnded(id) && this.isAnnounced(shutdownPlatformClient.feature))
        this.command(shutdownPlatformClient, {});
  }

  #onNotification(method: string, params: unknown): void {
    if (!this.#acceptsNotifications) {
      const message = "was sent before the client considered the integration started; the real client drops it";
      this.client.recorder.problem({ kind: "too-early", method, message });
      return;
    }
    handleNotification(method, params, this.client, this.#runs, (gameId) => {
      if (!this.#over.signal.aborted) this.client.tasks.run(() => this.#synchronization.gameAdded(gameId));
    });
  }
}
