/**
 * A GALAXY client without a window, for testing integrations and trying them out. Any export added here becomes public API.
 *
 * @packageDocumentation
 */

/** The client. */
export type { CallName } from "./client/calls.js";
export type { RestartOptions, SimulatedClientOptions } from "./client/client-options.js";
export { SimulatedClient, startSimulatedClient } from "./client/simulated-client.js";
export type { RefreshResponder } from "./conversation/client-context.js";
export type { IntegrationCommand, IntegrationSource, IntegrationStream } from "./process/integration.js";

/** Starting the integration in a folder. */
export { checkPython } from "./launching/check-python.js";
export { type FolderCode, folderCodes, FolderRefusedError } from "./launching/folder-refused.js";
export { parseJsonText } from "./launching/json-text.js";
export { parseManifest, readManifest } from "./launching/manifest-file.js";
export { type FolderOptions, type IntegrationFolder, openFolder } from "./launching/open-folder.js";
export { findPython, type Python, PythonNotFoundError } from "./launching/python.js";

/** Storage between runs. */
export { FileLock, LockHeldError } from "./storage/file-lock.js";
export { fileStore, type FileStoreOptions, readFileStore } from "./storage/file-store.js";
export { memoryStore } from "./storage/memory-store.js";
export { replaceFile, type ReplaceFileOptions } from "./storage/replace-file.js";
export {
  type LibraryStore,
  type OpenedStore,
  type Store,
  type StoredRecord,
  StoreInUseError,
} from "./storage/store.js";
export { userFolder } from "./storage/user-folder.js";

/** What the versions of GALAXY do differently. */
export { type Behavior, behaviors, type ClientVersion, CURRENT_VERSION } from "./behavior.js";
export { type ImportMessage, importMessages, isAboutItem } from "./import-messages.js";

/** Timing, and the clock behind it. */
export { type Clock, systemClock } from "./clock.js";
export { quickTimings, realTimings, type Timings } from "./timings.js";
export { randomSeed, variedTimings } from "./varied-timings.js";

/** Login windows: a browser on this machine or another one. */
export { browserLoginWindow } from "./login-window/browser-login-window.js";
export { BrowserNotFoundError } from "./login-window/browser-not-found.js";
export { canShowLoginWindow } from "./login-window/can-show.js";
export { browserVariable, findBrowser } from "./login-window/find-browser.js";
export type { LoginWindow, LoginWindowContext, LoginWindowEnd } from "./login-window/login-window.js";
export { type AskForLogin, type ManualLoginQuestion, manualLoginWindow } from "./login-window/manual-login-window.js";
export type { System } from "./login-window/system.js";
export type { BrowserLoginWindowOptions } from "./login-window/window-options.js";

/** The state that the user sees. */
export {
  type ConnectionEvent,
  type ConnectionState,
  type ConnectionStatus,
  transitions,
} from "./reporting/connection-state.js";

/** The client's knowledge of the integration's data. */
export type { Change, Subject } from "./knowledge/change.js";
export type { KnownFriend, KnownGame, KnownRoom, KnownSubscription, Library } from "./knowledge/library.js";

/** Problems, messages, log lines and events that the client reports. */
export { everyImportKind } from "./conversation/list-imports.js";
export type { ClientEvents } from "./reporting/events.js";
export { Fault, faultOf, faultsIn } from "./reporting/fault.js";
export type { JournalEntry } from "./reporting/journal-entry.js";
export type { LogCause, LogEntry, LogLevel } from "./reporting/log-entry.js";
export type { LoginNavigation, LoginVisit } from "./reporting/login-visit.js";
export { describeProblem, type Problem, type ProblemKind, type Severity } from "./reporting/problem.js";
export type { AnyImportKind, ImportsProgress, ListKind, Progress } from "./reporting/progress.js";
export type { SessionStart } from "./reporting/session-start.js";

/** Which messages the facts of a game came in. */
export { type OriginKind, originKinds } from "./reporting/origins.js";

/** What has changed since the last start. */
export { compareGames, type FactChange, type ItemChange } from "./comparison/compare.js";
export type { Difference, Differences } from "./comparison/differences.js";
export type { KnownItem, KnownLibrary } from "./comparison/known-library.js";

/** Debugging the integration. */
export type { InspectOptions } from "./debugging/inspect-options.js";
export type { DebuggerState } from "./reporting/debugger-state.js";

/** The client's end of the wire, which can be made to misbehave. */
export type { ConnectionLoss, Wire } from "./faults/wire.js";

/** Scenarios: steps that a client performs with an integration, and the expected results. */
export { checkScenario, scenarioSchema } from "./scenario/loading/check-scenario.js";
export { loadScenario } from "./scenario/loading/load-scenario.js";
export { LoginFileRefusedError, readLoginFile } from "./scenario/loading/login-file.js";
export { ScenarioRefusedError } from "./scenario/loading/scenario-refused.js";
export { type ShippedScenario, shippedScenarios } from "./scenario/loading/shipped-scenarios.js";
export { describeScenarioResult, describeStepResult } from "./scenario/result/describe-result.js";
export type { ScenarioResult, StepFailure, StepResult } from "./scenario/result/scenario-result.js";
export { assertScenario, ScenarioFailedError } from "./scenario/running/assert-scenario.js";
export { runScenario, type ScenarioOptions } from "./scenario/running/run-scenario.js";
export {
  type DataStep,
  defineScenario,
  type FunctionStep,
  type Scenario,
  type StepAction,
  type StepContext,
  type StepOptions,
} from "./scenario/scenario.js";
export { type ScenarioCode, scenarioCodes } from "./scenario/schema/scenario-codes.js";

/** Errors of the client, and how a session ends. */
export { ActionRefusedError } from "./action-refused.js";
export type { SessionEnd } from "./conversation/session.js";
export { describeExit, type Exit } from "./process/exit.js";
export { RpcError } from "./wire/rpc-error.js";
