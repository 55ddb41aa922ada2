export type { Diagnostic, Place, Severity } from "./diagnostic.js";
export { RefusedError } from "./refused-error.js";
export { type DiagnosticPart, type PaintPart, renderDiagnostic } from "./render-diagnostic.js";
export { withoutItem } from "./without-item.js";
