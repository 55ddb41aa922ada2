import { RefusedError } from "@galaxy-kit/protocol";
import type { CliCode } from "../diagnostics/codes.js";
import type { CliDiagnostic } from "../diagnostics/diagnostic.js";

/** An integration that cannot be bundled into one file, with every reason. */
export class BundleRefusedError extends RefusedError<CliCode> {
  override readonly name = "BundleRefusedError";

  /** @param diagnostics - the subject of each is the package with the problem; absent for the project's own code */
  constructor(diagnostics: readonly CliDiagnostic[]) {
    super("Cannot bundle the integration", diagnostics);
  }
}
