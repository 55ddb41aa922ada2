/** What is started and measured. */
export interface Program {
  readonly command: string;
  /** Token and port come behind them. */
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** What changes how a Node or a Python starts, and is none of a user's doing. */
const FOREIGN = /^(NODE|npm|PYTHON|GALAXY_KIT|BENCH)_|^PYTHON/i;

/** The environment as a user's GALAXY has it. */
export function environment(added: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !FOREIGN.test(name));
  return { ...Object.fromEntries(own), ...added };
}
