/**
 * Tests integrations in process: real wiring, real messages, a client and a clock that do what the test says.
 *
 * @packageDocumentation
 */
export { CapturedLog, type LogEntry } from "./captured-log.js";
export { FakeClock, settle } from "./fake-clock.js";
export type { ImportOutcome } from "./import-outcome.js";
export { startTestPlugin, type TestPluginOptions } from "./start-test-plugin.js";
export { type LoginWindowResult, type RefreshCredentialsHandler, TestGalaxy } from "./test-galaxy.js";
export type { NotificationName, NotificationParams, WireNotification } from "./wire-client.js";
