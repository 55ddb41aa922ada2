import { CommandError } from "../command-line/command-error.js";

/** One reason why an integration cannot be one file. */
export interface BundleProblem {
  readonly found: string;
  /** What to write instead, where that can be told. */
  readonly remedy?: string;
  /** The package whose code it is; absent where it is the project's own. */
  readonly package?: string | undefined;
}

/** An integration that cannot be one file, with everything that stands in the way. */
export class BundleRefused extends CommandError {
  override readonly name = "BundleRefused";

  constructor(readonly problems: readonly BundleProblem[]) {
    super(["The integration cannot be bundled:", ...problems.map(describe)].join("\n  "));
  }
}

function describe({ found, remedy }: BundleProblem): string {
  return remedy === undefined ? found : `${found}. ${remedy}`;
}
