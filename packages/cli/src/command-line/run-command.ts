import type { Command, OptionSpecs } from "./command.js";
import { CommandError } from "./command-error.js";
import { helpOf } from "./help.js";
import { parseCommandLine } from "./parse.js";

/**
 * Runs a command and resolves to the exit code. Errors that the user can fix are printed to stderr.
 *
 * @param invocation - How the user started the command, for the help.
 */
export async function runCommand<Specs extends OptionSpecs>(
  command: Command<Specs>,
  argv: readonly string[],
  invocation: string,
): Promise<number> {
  return await explainFailures(async () => {
    const { help, options, operands } = parseCommandLine(command, argv);
    if (!help) return await command.run(options, operands);
    process.stdout.write(helpOf(command, invocation));
    return 0;
  });
}

/** Prints an error that is meant for the user. Any other error is a bug in this tool and keeps its stack trace. */
export async function explainFailures(run: () => Promise<number>): Promise<number> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof CommandError) {
      process.stderr.write(`${error.message}\n`);
      return error.exitCode;
    }
    // Imported late, because most commands never fail and --help must be fast.
    const { RefusedError } = await import("@galaxy-kit/protocol");
    if (!(error instanceof RefusedError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}
