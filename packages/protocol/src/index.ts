/**
 * The wire between GOG GALAXY and an integration, as data. Everything exported here is public API of the framework's own
 * packages; authors of integrations import from `@galaxy-kit/sdk`.
 *
 * @packageDocumentation
 */

/** What can be called, by whom, with which parameters and results. */
export * from "./calls/index.js";

/** How values are joined with their form on the wire. */
export * from "./codec/index.js";

/** What crosses the wire. */
export { type ErrorObject, errorObject, type MessageId } from "./messages.js";
export * from "./models/index.js";

/** What can be announced, what can go wrong, and for which platforms. */
export {
  type ApplicationErrorName,
  applicationErrors,
  type ErrorEntry,
  type ErrorName,
  errorTable,
  isReservedErrorCode,
  type RpcErrorName,
  rpcErrors,
} from "./errors.js";
export { Feature } from "./features.js";
export { isPlatform, Platform } from "./platforms.js";

/** How an integration's folder describes itself. */
export { type Manifest, manifest } from "./manifest.js";

/** What was found wrong, and how it is shown. */
export * from "./diagnostics/index.js";
