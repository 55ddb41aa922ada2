/**
 * The other side: a GALAXY client without a window, for tests and for trying an integration out. Any export added here
 * becomes public API.
 *
 * @packageDocumentation
 */

/** The client. */
export type { RestartOptions, SimulatedClientOptions } from "./client/client-options.js";
export { type CallName, SimulatedClient, startSimulatedClient } from "./client/simulated-client.js";
export type { RefreshResponder } from "./conversation/client-context.js";
export type { IntegrationCommand, IntegrationSource, IntegrationStream } from "./process/integration.js";

/** How an integration in a folder is started. */
export { type FolderProblem, FolderRefused } from "./launching/folder-refused.js";
export { parseJsonText } from "./launching/json-text.js";
export { parseManifest, readManifest } from "./launching/manifest-file.js";
export { type FolderOptions, type IntegrationFolder, openFolder } from "./launching/open-folder.js";
export { findPython, type Python, PythonMissing } from "./launching/python.js";

/** What it keeps from one run to the next. */
export { FileLock, LockHeld } from "./storage/file-lock.js";
export { fileStore, type FileStoreOptions } from "./storage/file-store.js";
export { memoryStore } from "./storage/memory-store.js";
export { replaceFile, type ReplaceFileOptions } from "./storage/replace-file.js";
export { type OpenedStore, type Store, type StoredRecord, StoreInUse } from "./storage/store.js";
export { userFolder } from "./storage/user-folder.js";

/** When it does what, and by which clock. */
export { type Clock, systemClock } from "./clock.js";
export { quickTimings, realTimings, type Timings } from "./timings.js";

/** Where the user logs in: a browser of the machine, or one that is elsewhere. */
export { browserLoginWindow } from "./login-window/browser-login-window.js";
export { BrowserNotFound } from "./login-window/browser-not-found.js";
export { canShowLoginWindow } from "./login-window/can-show.js";
export { browserVariable, findBrowser } from "./login-window/find-browser.js";
export type { LoginWindow, LoginWindowContext, LoginWindowEnd } from "./login-window/login-window.js";
export { type AskForLogin, type ManualLoginQuestion, manualLoginWindow } from "./login-window/manual-login-window.js";
export type { System } from "./login-window/system.js";
export type { BrowserLoginWindowOptions } from "./login-window/window-options.js";

/** How the integration appears to the user. */
export {
  type ConnectionEvent,
  type ConnectionState,
  type ConnectionStatus,
  transitions,
} from "./reporting/connection-state.js";

/** What it has learned. */
export type { Change, Subject } from "./knowledge/change.js";
export type { KnownFriend, KnownGame, KnownRoom, KnownSubscription, Library } from "./knowledge/library.js";

/** What it tells of. */
export { everyImportKind } from "./conversation/list-imports.js";
export type { ClientEvents } from "./reporting/events.js";
export type { JournalEntry } from "./reporting/journal-entry.js";
export type { LogCause, LogEntry, LogLevel } from "./reporting/log-entry.js";
export { describeProblem, type Problem, type ProblemKind, type Severity } from "./reporting/problem.js";
export type { AnyImportKind, ImportsProgress, ListKind, Progress } from "./reporting/progress.js";

/** The client's end of the wire, which can be made to misbehave. */
export type { ConnectionLoss, Wire } from "./faults/wire.js";

/** Scenarios: what a client does with an integration, and what has to come of it. */
export { checkScenario, ScenarioRefused, scenarioSchema } from "./scenario/reading/check-scenario.js";
export { loadScenario } from "./scenario/reading/load-scenario.js";
export type { Flaw } from "./scenario/reading/shape.js";
export { type ShippedScenario, shippedScenarios } from "./scenario/reading/shipped-scenarios.js";
export { describeScenarioResult, describeStepResult } from "./scenario/result/describe-result.js";
export type { ScenarioResult, StepFailure, StepResult } from "./scenario/result/result.js";
export { assertScenario, ScenarioFailed } from "./scenario/running/assert-scenario.js";
export { runScenario, type ScenarioOptions } from "./scenario/running/run-scenario.js";
export {
  type DataStep,
  defineScenario,
  type FunctionStep,
  type Scenario,
  type StepAction,
  type StepContext,
  type StepNotes,
} from "./scenario/scenario.js";

/** What can go wrong when it is asked to do something, and how it ends. */
export { ActionRefused } from "./action-refused.js";
export type { SessionEnd } from "./conversation/session.js";
export { describeExit, type Exit } from "./process/exit.js";
export { RpcError } from "./wire/rpc-error.js";
