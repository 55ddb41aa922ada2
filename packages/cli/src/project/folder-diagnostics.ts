import type { Diagnostic } from "@galaxy-kit/protocol";

/** Returns what the simulated client found in a folder, with a remedy where the message says what it expected. */
export function folderDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.map((diagnostic) => {
    const [, expected, found] = /^expected ([^]*), found ([^]*)$/.exec(diagnostic.message) ?? [];
    if (expected === undefined || found === undefined) return { remedy: "Correct it.", ...diagnostic };
    const kind = diagnostic.severity === "warning" ? "unusual" : "invalid";
    const message = found === "nothing" ? "missing" : `${kind} value ${found}`;
    return { ...diagnostic, message, remedy: `Write ${expected}.` };
  });
}
