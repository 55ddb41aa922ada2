/** The arguments that GALAXY passes on the command line. */
export interface PluginArguments {
  /** Proves to the client that this is the process it started. */
  readonly token: string;
  readonly port: number;
}

/** How a run ended. The exit codes are those of the Python API; GALAXY's log shows them. */
export enum ExitCode {
  Ended = 0,
  TooFewArguments = 1,
  PortNotInteger = 2,
  PortOutOfRange = 3,
  NoValidPlugin = 4,
  Failed = 5,
}

/** The command line differs from the one that GALAXY passes. */
export class ArgumentsError extends Error {
  override readonly name = "ArgumentsError";

  constructor(
    readonly exitCode: ExitCode,
    found: string,
  ) {
    super(
      `${found}. GALAXY starts an integration with a token and a port. To try yours, run it in the simulated client.`,
    );
  }
}

/** Reads the command line. Ignores further arguments, such as the path of a log file. */
export function parseArguments(argv: readonly string[]): PluginArguments {
  const [token, port] = argv;
  if (token === undefined || port === undefined) {
    throw new ArgumentsError(
      ExitCode.TooFewArguments,
      `Expected two arguments, a token and a port, but found ${argv.length}`,
    );
  }
  if (!/^[+-]?\d+$/.test(port.trim())) {
    throw new ArgumentsError(ExitCode.PortNotInteger, "The port, the second argument, must be an integer");
  }
  const number = Number(port);
  if (number < 1 || number > 65535) {
    throw new ArgumentsError(ExitCode.PortOutOfRange, `The port must be from 1 to 65535, but found ${port}`);
  }
  return { token, port: number };
}
