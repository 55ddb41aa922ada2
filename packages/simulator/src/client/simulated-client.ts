import {
  clientNotifications,
  type clientRequests,
  type ImportKind,
  type ParamsOf,
  type PartState,
  type ResultOf,
} from "@galaxy-kit/protocol";
import { ActionRefusedError } from "../action-refused.js";
import { Differences } from "../comparison/differences.js";
import type { ClientContext, RefreshResponder } from "../conversation/client-context.js";
import type { SessionEnd } from "../conversation/session.js";
import type { ConnectionLoss, Wire } from "../faults/wire.js";
import type { Library } from "../knowledge/library.js";
import type { ConnectionStatus } from "../reporting/connection-state.js";
import type { DebuggerState } from "../reporting/debugger-state.js";
import type { ClientEvents } from "../reporting/events.js";
import type { JournalEntry } from "../reporting/journal-entry.js";
import type { LogEntry } from "../reporting/log-entry.js";
import type { LoginVisit } from "../reporting/login-visit.js";
import { type OriginKind, Origins } from "../reporting/origins.js";
import type { Problem } from "../reporting/problem.js";
import type { AnyImportKind, ImportsProgress, Progress } from "../reporting/progress.js";
import type { SessionStart } from "../reporting/session-start.js";
import { memoryStore } from "../storage/memory-store.js";
import { StateSaver } from "../storage/state-saver.js";
import type { Timings } from "../timings.js";
import { type CallName, Calls } from "./calls.js";
import type { RestartOptions, SimulatedClientOptions } from "./client-options.js";
import { createContext } from "./create-context.js";
import { describeSituation } from "./describe-situation.js";
import { Sessions } from "./sessions.js";
import { waitFor } from "./wait-for.js";
import { within } from "./within.js";

const DEFAULT_TIMEOUT_MS = 10_000;

/** A GALAXY client without a window. Starts an integration, talks to it as the real client does, and reports what it learns. */
export class SimulatedClient {
  readonly #context: ClientContext;
  readonly #differences: Differences;
  readonly #origins: Origins;
  readonly #stateSaver: StateSaver;
  readonly #sessions: Sessions;
  readonly #calls: Calls;

  constructor(options: SimulatedClientOptions) {
    this.#context = createContext(options);
    const { knowledge, recorder } = this.#context;
    this.#differences = new Differences(knowledge, recorder);
    this.#origins = new Origins(recorder.events);
    this.#stateSaver = new StateSaver(options.store ?? memoryStore(), knowledge, recorder, this.#differences);
    this.#sessions = new Sessions(options.integration, this.#context, this.#stateSaver);
    this.#calls = new Calls(this.#sessions, this.#context);
  }

  // State

  get timings(): Timings {
    return this.#context.timings;
  }

  get status(): ConnectionStatus {
    return this.#context.connection.status;
  }

  /** When and why the integration was started, oldest first. */
  get sessions(): readonly SessionStart[] {
    return this.#context.recorder.sessions;
  }

  /** Everything the client knows about the integration's data. It reflects every change, unlike a {@link snapshot}. */
  get library(): Library {
    return this.#context.knowledge.library;
  }

  snapshot(): Library {
    return structuredClone(this.library);
  }

  /** What has changed in the library since the last start of the integration. */
  get differences(): Pick<Differences, "all" | "since"> {
    return this.#differences;
  }

  /** Returns the numbers of the messages that the facts of a game came in last, by the import of these facts. */
  origins(gameId: string): Readonly<Partial<Record<OriginKind, number>>> {
    return this.#origins.of(gameId);
  }

  /** The progress of each import. */
  get imports(): ImportsProgress {
    return this.#context.board.all;
  }

  /** Everything that went wrong or violates the protocol, oldest first. */
  get problems(): readonly Problem[] {
    return this.#context.recorder.problems;
  }

  /** The latest messages on the wire, oldest first. The list is created each time. */
  get journal(): readonly JournalEntry[] {
    return this.#context.recorder.journal.entries;
  }

  /** The same without the messages about single items of imports. */
  get messages(): readonly JournalEntry[] {
    return this.#context.recorder.journal.messages;
  }

  /** The number of the oldest message about a single item of an import that is kept: earlier ones are dropped. */
  get firstItemMessage(): number | undefined {
    return this.#context.recorder.journal.firstItem;
  }

  /** How many messages there have been: the number of the latest one. */
  get messageCount(): number {
    return this.#context.recorder.journal.count;
  }

  /** Returns the message with this number if the journal still has it. */
  entry(number: number): JournalEntry | undefined {
    return this.#context.recorder.journal.entry(number);
  }

  /** Returns the same message as plain data, with its secrets shown. */
  revealed(number: number): JournalEntry | undefined {
    return this.#context.recorder.journal.revealed(number);
  }

  /** The addresses that login windows visited, oldest first. */
  get navigations(): readonly LoginVisit[] {
    return this.#context.recorder.navigations;
  }

  /** The latest lines that the integration wrote to its standard error and output. */
  get log(): readonly LogEntry[] {
    return this.#context.recorder.log;
  }

  /**
   * What the parts of the integration are doing: its sources, schedules, connections, running games, settings, session, stores and caches. Only a project that
   * {@link openFolder} has opened reports it; it stays after the integration has ended.
   */
  get parts(): readonly PartState[] {
    return this.#context.recorder.parts;
  }

  /** Whether the integration writes debug lines on request. Undefined if its log level cannot be changed: only that of a project can. */
  get debugLines(): boolean | undefined {
    return this.#sessions.debugLines;
  }

  /** Makes a project write debug lines or not, now and after each start. Throws `ActionRefusedError` for anything else. */
  setDebugLines(on: boolean): void {
    this.#sessions.setDebugLines(on);
  }

  /** The inspector of the integration, while it is open: see `inspect` of {@link IntegrationCommand}. */
  get debugger(): DebuggerState | undefined {
    return this.#context.recorder.debugger;
  }

  /** The id of the integration's process, while one is running. */
  get pid(): number | undefined {
    return this.#sessions.pid;
  }

  /** Whether the integration can be called: it has completed the handshake, and is running. */
  get canCall(): boolean {
    return this.#sessions.conversation !== undefined;
  }

  /** The client's end of the wire, which can be made to misbehave. */
  get wire(): Wire {
    return this.#context.wire;
  }

  /** Adds a listener. Returns a function that removes it. */
  on<Name extends keyof ClientEvents>(name: Name, listener: (event: ClientEvents[Name]) => void): () => void {
    return this.#context.recorder.events.on(name, listener);
  }

  // Waiting

  /**
   * Resolves when everything in progress has ended, successfully or not: the handshake, the login, every import.
   *
   * @param timeout - in milliseconds; waits indefinitely by default
   */
  async importsDone(timeout?: number): Promise<ImportsProgress> {
    const describe = (): string => `not everything is imported yet; ${describeSituation(this.#context)}`;
    await within(this.#context.tasks.whenIdle(), timeout, describe);
    return this.imports;
  }

  /**
   * Resolves to the result of the predicate as soon as that is neither `undefined` nor `false`.
   *
   * @param timeout - in milliseconds; 10 seconds by default
   */
  async waitFor<T>(predicate: (client: this) => T | undefined | false, timeout = DEFAULT_TIMEOUT_MS): Promise<T> {
    return await waitFor(() => predicate(this), this.#context, timeout);
  }

  // Actions of the user

  launchGame(gameId: string): void {
    this.#calls.command(clientNotifications.launchGame, { gameId });
  }

  installGame(gameId: string): void {
    this.#calls.command(clientNotifications.installGame, { gameId });
  }

  uninstallGame(gameId: string): void {
    this.#calls.command(clientNotifications.uninstallGame, { gameId });
  }

  launchPlatformClient(): void {
    this.#calls.command(clientNotifications.launchPlatformClient, {});
  }

  shutdownPlatformClient(): void {
    this.#calls.command(clientNotifications.shutdownPlatformClient, {});
  }

  /** Does what the Retry button does: logs in again, or starts an integration that has ended. */
  async retry(): Promise<void> {
    await this.#sessions.retry();
  }

  /** Logs the user out and ends the integration. Everything imported and stored is wiped. */
  async disconnect(): Promise<void> {
    await this.#sessions.disconnect("the user disconnected");
    this.#context.knowledge.wipe();
    this.#context.board.clear();
    this.#context.recorder.events.emit("changed", { subject: "wiped", ids: [], cause: "disconnect" });
    await this.#stateSaver.settled();
  }

  /**
   * Deletes the cache that the integration pushed, here and in the store. The login stays. The integration notices at its next
   * start: until then it has its own copy, and may push that again.
   */
  async clearCache(): Promise<void> {
    this.#sessions.refuseWhenClosed();
    // Otherwise, a stored login would not be loaded, and would be overwritten.
    await this.#stateSaver.open();
    this.#context.knowledge.setCache({});
    this.#context.recorder.events.emit("changed", { subject: "cache", ids: [], cause: "clear cache" });
    await this.#stateSaver.settled();
  }

  // Imports and calls

  /**
   * Repeats an import, with everything that follows from it.
   *
   * @param ids - imports only these, if the kind has ids; all by default
   */
  async reimport(kind: AnyImportKind, ids?: readonly string[]): Promise<Progress> {
    return await this.#calls.reimport(kind, ids);
  }

  /** Starts an import about one item, as the real client does for each added game, even while other imports are running. */
  async importOne(kind: ImportKind, id: string): Promise<Progress> {
    return await this.#calls.importOne(kind, id);
  }

  /** Does what the client does by itself after the handshake, unless started with `handshakeOnly`: local games, login, imports. */
  synchronize(): void {
    this.#calls.synchronize();
  }

  /** Makes a call, such as `sendMessage`. Throws an `RpcError` if the response is an error. */
  async call<Name extends CallName>(
    name: Name,
    params: ParamsOf<(typeof clientRequests)[Name]>,
  ): Promise<ResultOf<(typeof clientRequests)[Name]>> {
    return await this.#calls.call(name, params);
  }

  /** Makes a call that the protocol does not define. Parameters and result are those on the wire. */
  async callByName(method: string, params: object = {}): Promise<unknown> {
    return await this.#calls.callByName(method, params);
  }

  /** Sends a notification that the protocol does not define. The parameters are those on the wire. */
  notifyByName(method: string, params: Readonly<Record<string, unknown>> = {}): void {
    this.#calls.notifyByName(method, params);
  }

  /** Responds to `refresh_credentials` from now on. Without one, the response is the stored credentials. */
  set refreshResponder(responder: RefreshResponder | undefined) {
    this.#context.refreshResponder = responder;
  }

  // Start and end

  /**
   * Starts the integration, which {@link startSimulatedClient} has already done. Throws `StoreInUseError` if another client has
   * the store open.
   */
  async start(): Promise<void> {
    await this.restart({ reason: "first start" });
  }

  /**
   * Ends the integration as {@link close} does, if it is running, and starts it again in any state. What it has stored,
   * the library and the journal are kept. Of several calls at once, the last one determines what is started.
   */
  async restart(options: RestartOptions = {}): Promise<void> {
    await this.#sessions.restart(options);
  }

  /**
   * Ends as the real client does: closes the connection, and kills a process that is still running after `killLimit`.
   *
   * @param options - `graceful`: request `shutdown` first and wait for the response, which the real client does not do
   */
  async close(options: { readonly graceful?: boolean } = {}): Promise<SessionEnd> {
    return await this.#sessions.close(options.graceful ? "graceful" : "close");
  }

  /** Kills the integration, as the system does when it runs out of memory. The client notices, and {@link retry} starts it again. */
  kill(): void {
    if (!this.#sessions.kill()) throw new ActionRefusedError("the integration has no process that could be killed");
  }

  /** Ends like a client that is killed: the connection breaks at once. The integration has until `killLimit` to notice. */
  async die(loss: ConnectionLoss = "end of file"): Promise<SessionEnd> {
    return await this.#sessions.close(loss);
  }
}

/**
 * Starts an integration with a new client. Resolves as soon as the integration is starting.
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
