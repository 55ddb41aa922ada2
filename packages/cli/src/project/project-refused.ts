import { CommandError } from "../command-line/command-error.js";

/** Something in the files of a project that keeps it from being packed. */
export interface ProjectProblem {
  /** Relative to the project. */
  readonly file: string;
  /** Where in the file, such as `galaxyKit.guid`. */
  readonly path?: string;
  /** What was found, and what to write instead. */
  readonly message: string;
}

/** A project that has errors, with all of them. */
export class ProjectRefused extends CommandError {
  override readonly name = "ProjectRefused";

  constructor(
    readonly folder: string,
    readonly problems: readonly ProjectProblem[],
  ) {
    super([`${folder} cannot be packed:`, ...problems.map(describe)].join("\n  "));
  }
}

function describe({ file, path, message }: ProjectProblem): string {
  return [file, path, message].filter((part) => part !== undefined).join(": ");
}
