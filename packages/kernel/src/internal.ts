/**
 * For the framework's own packages; nothing here is public API.
 *
 * @packageDocumentation
 */
export { isDebugged } from "./lifecycle/debugged-clock.js";
export { traceCalls } from "./logging/call-trace.js";
export { createLog } from "./logging/log.js";
export { SecretRegistry } from "./logging/secret-registry.js";
export type { LogSink } from "./logging/stderr-sink.js";
export { loadParts, type Parts } from "./parts/load-parts.js";
export type { Route } from "./routing/route.js";
export { LineFramer } from "./rpc/line-framer.js";
export { fromReceived } from "./rpc/received-error.js";
export { readDefinition } from "./run/read-definition.js";
export { startPlugin } from "./run/run.js";
export type { RunningPlugin, StartOptions } from "./run/running-plugin.js";
export type { DecoratedMethod, PluginDefinition } from "./scanning/definition.js";
export type { Transport, TransportEvents, WireText } from "./transport/transport.js";
