/**
 * Tables and helpers that the tests of several packages share. Not published.
 *
 * @packageDocumentation
 */
export { applicationErrorRows, type ErrorRow, errorRows, rpcErrorRows } from "./error-rows.js";
export { calledFeatures, experimentalFeatures, featuresWithoutCall } from "./feature-names.js";
