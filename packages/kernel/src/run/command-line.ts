/** The arguments that GALAXY passes on the command line. */
export interface PluginArguments {
  /** Proves to the client that this is the process it started. */
  readonly token: string;
  readonly port: number;
}

/** How a run ended. The exit codes are those of the Python API; GALAXY's log shows them. */
export enum ExitCode {
  Ended = 0,
  InvalidArguments = 1,
  PortNotInteger = 2,
  PortOutOfRange = 3,
  NoValidPlugin = 4,
  Failed = 5,
}

/** The command line is neither the one that GALAXY passes nor the name of a task. */
export class ArgumentsError extends Error {
  override readonly name = "ArgumentsError";

  constructor(
    readonly exitCode: ExitCode,
    message: string,
  ) {
    super(message);
  }
}

/** Reads the command line. Ignores further arguments, such as the path of a log file. */
export function parseArguments(argv: readonly string[]): PluginArguments {
  const [token, port] = argv;
  if (token === undefined || port === undefined) {
    throw notFromGalaxy(
      ExitCode.InvalidArguments,
      `Expected two arguments, a token and a port, but found ${argv.length}`,
    );
  }
  if (!/^[+-]?\d+$/.test(port.trim())) {
    throw notFromGalaxy(
      ExitCode.PortNotInteger,
      `The port, the second argument, must be an integer, but found ${JSON.stringify(port)}`,
    );
  }
  const number = Number(port);
  if (number < 1 || number > 65535) {
    throw notFromGalaxy(ExitCode.PortOutOfRange, `The port must be from 1 to 65535, but found ${port}`);
  }
  return { token, port: number };
}

function notFromGalaxy(exitCode: ExitCode, found: string): ArgumentsError {
  return new ArgumentsError(
    exitCode,
    `${found}. GALAXY starts an integration with a token and a port. To try yours, run \`npx galaxy-kit dev\`.`,
  );
}
