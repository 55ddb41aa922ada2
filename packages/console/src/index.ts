/**
 * A server for the browser page that shows a simulated GALAXY client. Everything exported here is public API.
 *
 * @packageDocumentation
 */

/** The server. */
export { PortInUseError } from "./server/listen.js";
export { type Console, type ConsoleOptions, showSession, startConsole } from "./start-console.js";

/** Sessions that were saved on the page. */
export { readSession } from "./recording/open-session.js";
export { type RecordedSession, UnreadableSessionError } from "./session-file/parse-session.js";

/** Secrets in reports. */
export { maskSecrets } from "./recording/mask-secrets.js";

/** Logins without a login window. */
export { type PageLogin, pageLogin } from "./requests/page-login.js";

/** The contract between server and page. */
export type * from "./contract/index.js";
