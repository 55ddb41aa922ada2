/** One thing that is wrong with how an integration is written. */
export interface DefinitionProblem {
  /** `Class.method` or `Class`. */
  readonly where: string;
  /** What was found. */
  readonly found: string;
  /** What to write instead. */
  readonly remedy: string;
}

/** The integration cannot start as it is written. Lists everything that is wrong with it, not just the first thing. */
export class PluginDefinitionError extends Error {
  override readonly name = "PluginDefinitionError";

  constructor(readonly problems: readonly DefinitionProblem[]) {
    super(describe(problems));
  }
}

function describe(problems: readonly DefinitionProblem[]): string {
  const lines = problems.map(({ where, found, remedy }) => `  ${where}: ${found}\n    └ ${remedy}`);
  const title =
    problems.length === 1 ? "The integration has a problem:" : `The integration has ${problems.length} problems:`;
  return [title, ...lines].join("\n");
}
