/**
 * The server of the browser page that shows a simulated GALAXY client. Any export added here becomes public API.
 *
 * @packageDocumentation
 */

/** The server. */
export { PortInUse } from "./server/listen.js";
export { type Console, type ConsoleOptions, startConsole } from "./start-console.js";

/** Logins without a window. */
export { type PageLogin, pageLogin } from "./login/page-login.js";

/** What server and page say to each other. */
export type * from "./contract/index.js";
