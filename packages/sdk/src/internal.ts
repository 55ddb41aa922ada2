/**
 * For the framework's own packages. Nothing here is public API.
 *
 * @packageDocumentation
 */
export { container, type InjectionToken } from "./container.js";
export { describeMissingSource } from "./decorators/source-of.js";
export * from "./extend.js";
export { isInjectable, ownMethodRecords, pluginOptionsOf, systemsOf, type Target } from "./metadata/metadata.js";
export { ownMistakes } from "./metadata/mistakes.js";
export type * from "./metadata/records.js";
