import { parseArgs } from "node:util";

/** What the command line asks for. */
export interface Options {
  readonly library: string | undefined;
  readonly app: string | undefined;
  readonly once: boolean;
  readonly json: boolean;
  readonly realistic: boolean;
  readonly verbose: boolean;
  readonly help: boolean;
}

export const HELP = `Runs the folder library, or another integration, in a simulated GALAXY client and shows what the client knows.

  npm start -- [options]

  --library DIR  take the games in this folder (default: $GALAXY_KIT_LIBRARY, or the sample library)
  --app DIR      run the integration in this folder instead: its dist/main.js, or what its manifest.json names
  --once         end when everything is imported; the exit code tells whether all went well
  --json         print JSON to stdout, and everything else to stderr
  --realistic    wait as the real client does; without it things happen at once
  --verbose      show the whole log of the integration, not only warnings and errors
  --help         show this

While it runs: a number launches that game, l lists the games again, q quits.
`;

/** The command line cannot be understood. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** @throws {@link UsageError} */
export function parseOptions(argv: readonly string[]): Options {
  try {
    const flag = { type: "boolean", default: false } as const;
    const { values } = parseArgs({
      args: [...argv],
      options: { library: { type: "string" }, app: { type: "string" }, once: flag, json: flag, realistic: flag, verbose: flag, help: { ...flag, short: "h" } },
    });
    if (values.library === "") throw new UsageError("--library needs the name of a folder");
    if (values.app === "") throw new UsageError("--app needs the name of a folder");
    return { ...values, library: values.library, app: values.app };
  } catch (error) {
    // Node explains more after its first sentence.
    const [sentence = ""] = (error as Error).message.split(/[.\n]/);
    throw new UsageError(`${sentence.trim()}. --help shows the options.`);
  }
}
