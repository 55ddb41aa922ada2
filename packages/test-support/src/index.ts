/**
 * Tables and helpers that the tests of several packages share. Not published.
 *
 * @packageDocumentation
 */
export { applicationErrorRows, type ErrorRow, errorRows, rpcErrorRows } from "./error-rows.js";
export { calledFeatures, experimentalFeatures, featuresWithoutCall } from "./feature-names.js";

/** Code for other processes. */
export { bundle } from "./bundle.js";

/** Real games in a folder, for the example integration. */
export { TestLibrary } from "./test-library.js";

/** Waiting for other processes, and ending them. */
export { eventually } from "./eventually.js";
export { isRunning, kill } from "./processes.js";
