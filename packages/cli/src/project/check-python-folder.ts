import type { Diagnostic } from "@galaxy-kit/protocol";
import { checkPython, findPython, type IntegrationFolder } from "@galaxy-kit/simulator";
import { renderDiagnostics } from "../diagnostics/report.js";
import type { Paint } from "../terminal/paint.js";

/** Finds what keeps a Python integration from working in GALAXY 2.1. Throws `PythonNotFoundError`. */
export async function checkPythonFolder(folder: string, script: string): Promise<readonly Diagnostic[]> {
  // Only the same version knows every syntax error.
  const python = await findPython("3.13").catch(() => findPython());
  return await checkPython(folder, script, python);
}

/**
 * Describes the Python that runs an integration, and what keeps the integration from working in GALAXY 2.1. Returns nothing for a
 * project, which Node runs.
 */
export async function describePython(
  { folder, manifest, python }: IntegrationFolder,
  paint: Paint,
): Promise<readonly string[]> {
  if (!manifest || !python) return [];
  const diagnostics = await checkPython(folder, manifest.script, python).catch((): readonly Diagnostic[] => []);
  return [`Python ${python.version}  ${python.command}`, ...renderDiagnostics({ folder, diagnostics }, paint)];
}
