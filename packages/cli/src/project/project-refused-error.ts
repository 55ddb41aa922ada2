import { RefusedError } from "@galaxy-kit/protocol";
import { type CliDiagnostic, error } from "../diagnostics/diagnostic.js";

/** Thrown for a project that cannot be packed. Carries every reason. */
export class ProjectRefusedError extends RefusedError {
  override readonly name = "ProjectRefusedError";

  /** @param diagnostics - their files are relative to the folder */
  constructor(
    readonly folder: string,
    diagnostics: RefusedError["diagnostics"],
  ) {
    super(`Cannot pack ${folder}`, diagnostics);
  }
}

/** A problem with a field of package.json, such as `galaxyKit.guid`. */
export function packageField(
  code: CliDiagnostic["code"],
  subject: string,
  message: string,
  remedy: string,
): CliDiagnostic {
  return error(code, { subject, file: "package.json", message, remedy });
}
