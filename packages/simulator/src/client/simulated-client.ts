import {
  clientNotifications,
  clientRequests,
  type CommandCall,
  type Feature,
  type ImportKind,
  imports,
  type ParamsOf,
  type RequestCall,
  type ResultOf,
} from "@galaxy-kit/protocol";
import { ActionRefusedError } from "../action-refused.js";
import { systemClock } from "../clock.js";
import type { ClientContext, RefreshResponder } from "../conversation/client-context.js";
import { Connection } from "../conversation/connection.js";
import type { Conversation } from "../conversation/conversation.js";
import { featureOfList, isListKind } from "../conversation/list-imports.js";
import { ProgressBoard } from "../conversation/progress-board.js";
import type { SessionEnd } from "../conversation/session.js";
import { SessionOver } from "../conversation/session-over.js";
import { Tasks } from "../conversation/tasks.js";
import { type ConnectionLoss, FaultyWire, type Wire } from "../faults/wire.js";
import { Knowledge } from "../knowledge/knowledge.js";
import type { Library } from "../knowledge/library.js";
import type { ConnectionStatus } from "../reporting/connection-state.js";
import type { ClientEvents } from "../reporting/events.js";
import { Journal } from "../reporting/journal.js";
import type { JournalEntry } from "../reporting/journal-entry.js";
import type { LogEntry } from "../reporting/log-entry.js";
import { maskSecrets, showSecrets } from "../reporting/masking.js";
import { describeProblem, type Problem } from "../reporting/problem.js";
import type { AnyImportKind, ImportsProgress, Progress } from "../reporting/progress.js";
import { Recorder } from "../reporting/recorder.js";
import { memoryStore } from "../storage/memory-store.js";
import { StateSaver } from "../storage/state-saver.js";
import { realTimings, type Timings } from "../timings.js";
import { RpcError } from "../wire/rpc-error.js";
import type { RestartOptions, SimulatedClientOptions } from "./client-options.js";
import { Sessions } from "./sessions.js";
import { within } from "./within.js";

/** Calls that a user of the client can make by hand; the client makes the others by itself. */
export type CallName = Exclude<keyof typeof clientRequests, "getCapabilities" | "initializeCache" | "shutdown">;

const DEFAULT_LINE_BYTES = 256 * 1024 * 1024;
const DEFAULT_KEPT_MESSAGES = 10_000;
const DEFAULT_KEPT_BYTES = 64 * 1024 * 1024;
const DEFAULT_WAIT = 10_000;
const SHOWN_PROBLEMS = 5;

/** A GALAXY client without a window: starts an integration, talks to it as the real client does, and tells what it learns. */
export class SimulatedClient {
  readonly #context: ClientContext;
  readonly #recorder: Recorder;
  readonly #stateSaver: StateSaver;
  readonly #sessions: Sessions;

  constructor(options: SimulatedClientOptions) {
    const clock = options.clock ?? systemClock;
    const masking = options.showSecrets ? showSecrets : maskSecrets;
    const journal = new Journal(clock, masking, {
      messages: options.keptMessages ?? DEFAULT_KEPT_MESSAGES,
      bytes: options.keptBytes ?? DEFAULT_KEPT_BYTES,
    });
    const recorder = new Recorder(clock, journal, masking);
    const knowledge = new Knowledge(options);
    this.#recorder = recorder;
    this.#stateSaver = new StateSaver(options.store ?? memoryStore(), knowledge, recorder);
    this.#context = {
      clock,
      recorder,
      timings: { ...realTimings, ...options.timings },
      knowledge,
      connection: new Connection(clock, recorder),
      board: new ProgressBoard(recorder),
      tasks: new Tasks((error) => {
        if (!(error instanceof SessionOver))
          recorder.problem({ kind: "client", message: `the client has failed: ${String(error)}` });
      }),
      wire: new FaultyWire(clock, recorder),
      maxLineBytes: options.maxLineBytes ?? DEFAULT_LINE_BYTES,
      handshakeOnly: options.handshakeOnly ?? false,
      platform: options.integration.platform,
      loginWindow: options.loginWindow,
      refreshResponder: options.refreshCredentials,
    };
    this.#sessions = new Sessions(options.integration, this.#context, this.#stateSaver);
  }

  // What is known

  get timings(): Timings {
    return this.#context.timings;
  }

  get status(): ConnectionStatus {
    return this.#context.connection.status;
  }

  /** What the integration has told; it follows every change. {@link snapshot} answers one that stays as it is. */
  get library(): Library {
    return this.#context.knowledge.library;
  }

  snapshot(): Library {
    return structuredClone(this.library);
  }

  /** How far each import has come. */
  get imports(): ImportsProgress {
    return this.#context.board.all;
  }

  /** Everything that went wrong or breaks the protocol, oldest first. */
  get problems(): readonly Problem[] {
    return this.#recorder.problems;
  }

  /** The latest messages on the wire, oldest first. */
  get journal(): readonly JournalEntry[] {
    return this.#recorder.journal.entries;
  }

  /** The message with this number, as long as the journal has it. */
  entry(number: number): JournalEntry | undefined {
    return this.#recorder.journal.entry(number);
  }

  /** The same with its secrets shown, as plain data. */
  revealed(number: number): JournalEntry | undefined {
    return this.#recorder.journal.revealed(number);
  }

  /** The latest lines that the integration wrote to its standard error and output. */
  get log(): readonly LogEntry[] {
    return this.#recorder.log;
  }

  /** The process of the integration, if it has one. */
  get pid(): number | undefined {
    return this.#sessions.pid;
  }

  /** The client's end of the wire, which can be made to misbehave. */
  get wire(): Wire {
    return this.#context.wire;
  }

  /** Answers the function that stops it. */
  on<Name extends keyof ClientEvents>(name: Name, listener: (event: ClientEvents[Name]) => void): () => void {
    return this.#recorder.events.on(name, listener);
  }

  // Waiting

  /** Answers when everything that was begun is over, well or not: the handshake, the login, every import. */
  async importsDone(limit?: number): Promise<ImportsProgress> {
    await within(this.#context.tasks.whenIdle(), limit, () => `imports still go on; ${this.#describe()}`);
    return this.imports;
  }

  /** Answers what the predicate answers as soon as that is neither `undefined` nor `false`. */
  async waitFor<T>(predicate: (client: this) => T | undefined | false, limit = DEFAULT_WAIT): Promise<T> {
    let stop = (): void => undefined;
    const met = new Promise<T>((resolve, reject) => {
      const look = (): void => {
        try {
          const value = predicate(this);
          if (value !== undefined && value !== false) resolve(value);
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      };
      stop = this.#recorder.events.afterEach(look);
      look();
    });
    return await within(met, limit, () => `what was waited for has not come; ${this.#describe()}`).finally(() => {
      stop();
    });
  }

  // What a user does

  launchGame(gameId: string): void {
    this.#command(clientNotifications.launchGame, { gameId });
  }

  installGame(gameId: string): void {
    this.#command(clientNotifications.installGame, { gameId });
  }

  uninstallGame(gameId: string): void {
    this.#command(clientNotifications.uninstallGame, { gameId });
  }

  launchPlatformClient(): void {
    this.#command(clientNotifications.launchPlatformClient, {});
  }

  shutdownPlatformClient(): void {
    this.#command(clientNotifications.shutdownPlatformClient, {});
  }

  /** Imports something once more, with all that follows from it. */
  async reimport(kind: AnyImportKind): Promise<Progress> {
    const conversation = this.#conversationFor(kind, isListKind(kind) ? featureOfList(kind) : imports[kind].feature);
    const progress = conversation.importAgain(kind);
    this.#context.tasks.run(() => progress);
    return await progress;
  }

  /** Starts an import about one thing, as the real client does for each game that is added: while others are running, too. */
  async importOne(kind: ImportKind, id: string): Promise<Progress> {
    const progress = this.#conversationFor(kind, imports[kind].feature).importOne(kind, id);
    this.#context.tasks.run(() => progress);
    return await progress;
  }

  /** What the client does by itself after the handshake, unless it was told not to: local games, login, every import. */
  synchronize(): void {
    const conversation = this.#conversationFor("synchronize", undefined);
    this.#context.tasks.run(() => conversation.firstRequests());
  }

  /** Makes a call by hand, such as `sendMessage`; fails with an {@link RpcError} if that is the answer. */
  async call<Name extends CallName>(
    name: Name,
    params: ParamsOf<(typeof clientRequests)[Name]>,
  ): Promise<ResultOf<(typeof clientRequests)[Name]>> {
    const call = clientRequests[name] as unknown as RequestCall<object, ResultOf<(typeof clientRequests)[Name]>>;
    const outcome = await this.#conversationFor(call.method, call.feature).call(call, params);
    if (outcome.ok) return outcome.value;
    throw outcome.why === "error" ? new RpcError(outcome.error) : new Error(`${call.method}: ${outcome.message}`);
  }

  /** Makes a call that the protocol does not know; parameters and result are those of the wire. */
  async callByName(method: string, params: object = {}): Promise<unknown> {
    const answer = await this.#conversationFor(method, undefined).callByName(method, params);
    if (answer && "error" in answer) throw new RpcError(answer.error);
    return answer?.result;
  }

  /** Sends a notification that the protocol does not know; the parameters are those of the wire. */
  notifyByName(method: string, params: object = {}): void {
    this.#conversationFor(method, undefined).notifyByName(method, params);
  }

  /** Answers `refresh_credentials` from now on; without one, the stored credentials are the answer. */
  set refreshResponder(responder: RefreshResponder | undefined) {
    this.#context.refreshResponder = responder;
  }

  /** What the Retry button does: logs in again, or starts an integration that has gone. */
  async retry(): Promise<void> {
    const { connection, tasks } = this.#context;
    const conversation = this.#sessions.conversation;
    if (conversation && connection.allows("retry login")) {
      connection.apply("retry login", "the user wants to try again");
      tasks.run(() => conversation.logIn());
      return;
    }
    if (!connection.allows("retry start"))
      throw new ActionRefusedError(`there is nothing to retry: ${this.#describeState()}`);
    await this.restart({ reason: "the user wants to try again" });
  }

  /** Logs the user out and ends the integration: what was imported and stored is wiped. */
  async disconnect(): Promise<void> {
    await this.#sessions.disconnect("the user has disconnected");
    this.#context.knowledge.wipe();
    this.#context.board.clear();
    this.#recorder.events.emit("changed", { subject: "wiped", ids: [], cause: "disconnect" });
    await this.#stateSaver.settled();
  }

  /**
   * Forgets what the integration has pushed, here and in the store; the login stays. The integration sees it at its next
   * start: until then it has its own copy, and may push that again.
   */
  async clearCache(): Promise<void> {
    this.#sessions.refuseWhenClosed();
    // Otherwise the stored login would not be known, and would be written over.
    await this.#stateSaver.open();
    this.#context.knowledge.setCache({});
    this.#recorder.events.emit("changed", { subject: "cache", ids: [], cause: "clear cache" });
    await this.#stateSaver.settled();
  }

  // Start and end

  /** Starts the integration; {@link startSimulatedClient} has done so already. Fails when another client has the store. */
  async start(): Promise<void> {
    await this.restart({ reason: "the integration is being started" });
  }

  /**
   * Ends the integration as {@link close} does, if it is there, and starts it again, whatever its state. What it has stored,
   * what is known of it and the journal are kept. Of several calls at once, the last one says what is started.
   */
  async restart(options: RestartOptions = {}): Promise<void> {
    await this.#sessions.restart(options);
  }

  /**
   * Ends as the real client does: with the end of file, and a kill for a process that is still there after `killLimit`.
   *
   * @param options `graceful`: ask for `shutdown` first and wait for the answer, which the real client does not do
   */
  async close(options: { readonly graceful?: boolean } = {}): Promise<SessionEnd> {
    return await this.#sessions.close(options.graceful ? "polite" : "hang up");
  }

  /**
   * Ends as a client that is killed: the connection breaks, wherever it is. The integration has the time of `killLimit` to
   * find out.
   */
  async die(death: ConnectionLoss = "end of file"): Promise<SessionEnd> {
    return await this.#sessions.close(death);
  }

  #command<Params extends object>(call: CommandCall<Params>, params: Params): void {
    this.#conversationFor(call.method, call.feature).command(call, params);
  }

  #conversationFor(what: string, feature: Feature | undefined): Conversation {
    const conversation = this.#sessions.conversation;
    if (!conversation) throw new ActionRefusedError(`${what}: nobody is there to do it: ${this.#describeState()}`);
    if (conversation.isAnnounced(feature)) return conversation;
    throw new ActionRefusedError(`${what}: the integration has not announced ${String(feature)}`);
  }

  #describeState(): string {
    return `the integration is ${this.status.state} (${this.status.reason})`;
  }

  #describe(): string {
    const open = Object.values(this.imports).filter((progress) => progress.state === "running");
    return [
      this.#describeState(),
      ...(open.length > 0
        ? [`open: ${open.map(({ kind, done, failed, total }) => `${kind} ${done + failed}/${total}`).join(", ")}`]
        : []),
      ...this.problems.slice(-SHOWN_PROBLEMS).map(describeProblem),
    ].join("\n  ");
  }
}

/**
 * Starts an integration under a new client; answers as soon as it is on its way.
 *
 * @example
 * const client = await startSimulatedClient({
 *   integration: { command: process.execPath, args: ["dist/main.js"] },
 *   timings: quickTimings,
 * });
 * client.on("problem", (problem) => console.error(describeProblem(problem)));
 * await client.importsDone(60_000);
 * console.table(client.library.games);
 * await client.close();
 */
export async function startSimulatedClient(options: SimulatedClientOptions): Promise<SimulatedClient> {
  const client = new SimulatedClient(options);
  await client.start();
  return client;
}
