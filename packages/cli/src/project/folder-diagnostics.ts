import type { Diagnostic } from "@galaxy-kit/protocol";
import type { FolderRefusedError } from "@galaxy-kit/simulator";

/** Returns what the simulated client found in a folder, with a remedy where the message says what it expected. */
export function folderDiagnostics({ diagnostics }: FolderRefusedError): Diagnostic[] {
  return diagnostics.map((diagnostic) => {
    const [, expected, found] = /^expected ([^]*), found ([^]*)$/.exec(diagnostic.message) ?? [];
    if (expected === undefined || found === undefined) return { remedy: "Correct it.", ...diagnostic };
    const message = found === "nothing" ? "missing" : `invalid value ${found}`;
    return { ...diagnostic, message, remedy: `Write ${expected}.` };
  });
}
