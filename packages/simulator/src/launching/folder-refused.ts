/** One reason why a folder cannot be started. */
export interface FolderProblem {
  /** Relative to the folder; empty for the folder itself. */
  readonly file: string;
  /** Where in the file, such as `guid`. */
  readonly path?: string;
  /** What is wrong, and what to write instead. */
  readonly message: string;
}

/** A folder that holds no integration that the client can start; all that is wrong with it. */
export class FolderRefused extends Error {
  override readonly name = "FolderRefused";

  constructor(
    readonly folder: string,
    readonly problems: readonly FolderProblem[],
  ) {
    super([`${folder} cannot be started:`, ...problems.map(describe)].join("\n  "));
  }
}

function describe({ file, path, message }: FolderProblem): string {
  return [file, path, message].filter((part) => part !== undefined && part !== "").join(": ");
}
