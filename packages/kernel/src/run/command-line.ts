/** What GALAXY passes on the command line. */
export interface PluginArguments {
  /** Proves to the client that this is the process it has started. */
  readonly token: string;
  readonly port: number;
}

/** How a run ended: the Python API's exit codes, which GALAXY's log shows. */
export enum ExitCode {
  Ended = 0,
  TooFewArguments = 1,
  PortIsNoInteger = 2,
  PortOutOfRange = 3,
  NoValidPlugin = 4,
  Failed = 5,
}

/** The command line is not what GALAXY passes. */
export class ArgumentsError extends Error {
  override readonly name = "ArgumentsError";

  constructor(
    readonly exitCode: ExitCode,
    found: string,
  ) {
    super(
      `${found}. GALAXY starts an integration with a token and a port; to try yours, start it in the simulated client.`,
    );
  }
}

/** Reads the command line; more arguments, such as the path of a log file, are ignored. */
export function parseArguments(argv: readonly string[]): PluginArguments {
  const [token, port] = argv;
  if (token === undefined || port === undefined) {
    throw new ArgumentsError(ExitCode.TooFewArguments, `Two arguments are needed, found ${argv.length}`);
  }
  if (!/^[+-]?\d+$/.test(port.trim())) {
    throw new ArgumentsError(ExitCode.PortIsNoInteger, "The port is a number, found other text");
  }
  const number = Number(port);
  if (number < 1 || number > 65535) {
    throw new ArgumentsError(ExitCode.PortOutOfRange, `The port is a number from 1 to 65535, found ${port}`);
  }
  return { token, port: number };
}
