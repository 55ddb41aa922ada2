/**
 * Runs integrations inside a test, with real wiring and real messages, a client and a clock that the test controls. Every
 * export is public API.
 *
 * @packageDocumentation
 */
export { CapturedLog, type LogEntry } from "./captured-log.js";
export { FakeApi } from "./fake-api/fake-api.js";
export type { FakeLimitOptions } from "./fake-api/fake-limit.js";
export type { FakePagesOptions } from "./fake-api/fake-pages.js";
export { type FakeHandler, type FakeRequest, FakeResponse } from "./fake-api/fake-response.js";
export type { FakeFailure, FaultOptions } from "./fake-api/faults.js";
export { FakeClock } from "./fake-clock.js";
export { type FakeProcess, FakeProcesses, type FakeProcessOptions } from "./fake-processes.js";
export type { ImportOutcome } from "./import-outcome.js";
export type { OAuthUser } from "./oauth/issued-tokens.js";
export { type OAuthRequest, OAuthServer, type OAuthServerOptions, startOAuthServer } from "./oauth/oauth-server.js";
export type { NotificationName, NotificationParams } from "./received-notifications.js";
export { settle } from "./running-calls.js";
export { startTestPlugin, type TestPluginOptions } from "./start-test-plugin.js";
export { type LoginWindowResult, type RefreshCredentialsHandler, TestGalaxy } from "./test-galaxy.js";
export type { WireNotification } from "./wire-client.js";
