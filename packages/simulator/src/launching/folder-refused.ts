import { type Diagnostic, RefusedError, type Severity } from "@galaxy-kit/protocol";

/** The codes of everything that can be wrong with the folder of an integration. */
export const folderCodes = [
  "compiled-python-module",
  "entry-not-found",
  "folder-not-found",
  "invalid-entry",
  "invalid-json",
  "invalid-manifest",
  "invalid-package-json",
  "missing-python-module",
  "no-integration",
  "not-a-folder",
  "not-a-plugin-class",
  "python-syntax",
  "removed-python-api",
  "script-not-found",
  "stale-entry",
  "unreadable-file",
  "unusual-manifest",
] as const;

export type FolderCode = (typeof folderCodes)[number];

/** A finding about a folder, with its remedy. An error unless it has another severity. */
export type FolderFinding = Omit<Diagnostic<FolderCode>, "severity"> & {
  readonly severity?: Severity;
  readonly remedy: string;
};

/** A folder does not contain an integration that the client can start. Carries every reason. */
export class FolderRefusedError extends RefusedError<FolderCode> {
  override readonly name = "FolderRefusedError";

  /** @param findings - with files relative to the folder; at least one is an error */
  constructor(
    readonly folder: string,
    findings: readonly FolderFinding[],
  ) {
    super(
      `${folder} cannot be started`,
      findings.map((finding) => ({ severity: "error", ...finding })),
    );
  }
}
