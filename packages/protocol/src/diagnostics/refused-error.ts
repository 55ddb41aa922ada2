import type { Diagnostic } from "./diagnostic.js";
import { renderDiagnostic } from "./render-diagnostic.js";

const MAX_SHOWN = 50;

/** Thrown when something is refused. Carries every reason, not just the first. */
export class RefusedError<Code extends string = string> extends Error {
  override readonly name: string = "RefusedError";

  /**
   * @param title - what was refused, such as `The integration cannot start`
   * @param diagnostics - every reason; at least one
   */
  constructor(
    readonly title: string,
    readonly diagnostics: readonly Diagnostic<Code>[],
  ) {
    super(describe(title, diagnostics));
  }
}

function describe(title: string, diagnostics: readonly Diagnostic[]): string {
  const shown = diagnostics.slice(0, MAX_SHOWN).map((each) => renderDiagnostic(each));
  const more = diagnostics.length > MAX_SHOWN ? [`and ${diagnostics.length - MAX_SHOWN} more`] : [];
  return [`${title}:`, ...[...shown, ...more].map((text) => text.replaceAll(/^/gm, "  "))].join("\n");
}
