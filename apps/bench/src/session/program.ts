/** A program to start and measure. */
export interface Program {
  readonly command: string;
  /** Followed by the token and the port. */
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Variables that change how Node or Python starts, and that a user does not have. */
const DEVELOPER_VARIABLES = /^(NODE|npm|PYTHON|GALAXY_KIT|BENCH)_|^PYTHON/i;

/** Returns the environment as a user's GALAXY has it. */
export function environment(added: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !DEVELOPER_VARIABLES.test(name));
  return { ...Object.fromEntries(own), ...added };
}
