import { type Diagnostic, RefusedError } from "@galaxy-kit/protocol";
import { FolderRefusedError } from "@galaxy-kit/simulator";
import type { CliCode } from "../diagnostics/codes.js";
import { error } from "../diagnostics/diagnostic.js";

/** A zip or a folder that cannot be installed, with every reason. */
export class PackageRefusedError extends RefusedError {
  override readonly name = "PackageRefusedError";

  constructor(path: string, diagnostics: readonly Diagnostic[]) {
    super(`Cannot install ${path}`, diagnostics);
  }

  /** Refuses a package for a single reason. */
  static for(path: string, code: CliCode, message: string, remedy: string): PackageRefusedError {
    return new PackageRefusedError(path, [error(code, { message, remedy })]);
  }

  /** Turns an invalid manifest.json into the refusal of its package. Returns any other error unchanged. */
  static from(failure: unknown, path: string): unknown {
    return failure instanceof FolderRefusedError ? new PackageRefusedError(path, failure.diagnostics) : failure;
  }
}
