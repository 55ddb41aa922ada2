/**
 * The other side: a GALAXY client without a window, for tests and for trying an integration out. Any export added here
 * becomes public API.
 *
 * @packageDocumentation
 */

/** The client. */
export { type CallName, SimulatedClient, startSimulatedClient } from "./client/simulated-client.js";
export type { SimulatedClientOptions } from "./client/options.js";
export type { IntegrationCommand, IntegrationSource, IntegrationStream } from "./process/integration.js";
export type { LoginWindow, LoginWindowEnd } from "./conversation/login.js";
export type { RefreshResponder } from "./conversation/client-context.js";

/** When it does what, and by which clock. */
export { quickTimings, realTimings, type Timings } from "./timings.js";
export { type Clock, systemClock } from "./clock.js";

/** How the integration appears to the user. */
export { type ConnectionEvent, type ConnectionState, type ConnectionStatus, transitions } from "./connection/state.js";

/** What it has learned. */
export type { KnownFriend, KnownGame, KnownRoom, KnownSubscription, Library } from "./knowledge/library.js";
export type { Change, Subject } from "./knowledge/change.js";

/** What it tells of. */
export type { ClientEvents } from "./reporting/events.js";
export type { JournalEntry, LogEntry } from "./reporting/journal.js";
export { describeProblem, type Problem, type ProblemKind, type Severity } from "./reporting/problem.js";
export type { AnyImportKind, ImportsProgress, ListKind, Progress } from "./reporting/progress.js";

/** What can go wrong when it is asked to do something, and how it ends. */
export { ActionRefused } from "./client/refused.js";
export { RpcError } from "./wire/rpc-error.js";
export { describeExit, type Exit } from "./process/exit.js";
export type { SessionEnd } from "./conversation/session.js";
