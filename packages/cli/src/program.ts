import { Command, CommanderError, type CommandUnknownOpts } from "@commander-js/extra-typings";
import { CommandError, UsageError } from "./command-line/command-error.js";
import { loadCommands } from "./commands.js";
import { columnsOf } from "./terminal/width.js";
import { fitted, reflowed } from "./terminal/wrap.js";

/** A longer line is hard to read. */
const MAX_HELP_COLUMNS = 80;
const DOCS = "https://galaxy-kit.github.io/galaxy-kit/";

/** Runs `galaxy-kit <command> …` and resolves to the exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  const [first = "--help"] = argv;
  if (first === "-v" || first === "--version") return await printVersion();
  let exitCode = 0;
  const program = new Command("galaxy-kit")
    .description("Build, test and package GOG GALAXY integrations.")
    .option("-v, --version", "print the version and the details a bug report needs")
    .helpOption("-h, --help", "show this help")
    .helpCommand("help [command]", "Shows the help of a command.")
    .addHelpText(
      "after",
      `
galaxy-kit <command> --help explains a command.

Exit codes: 0 success, 1 failure, 2 invalid arguments, 130 interrupted.

Docs: ${DOCS}`,
    )
    .configureHelp({ subcommandTerm: (command) => command.name(), minWidthToWrap: 20 })
    .configureOutput({
      outputError: (message, write) => write(usageMessage(message)),
      writeOut: (text) => process.stdout.write(reflowed(text, helpColumns())),
      getOutHelpWidth: helpColumns,
    })
    .enablePositionalOptions()
    .exitOverride()
    .hook("preAction", (_program, command) => {
      refuseEmptyValues(command);
    });
  for (const command of await loadCommands(first)) {
    const runnable = command((code) => (exitCode = code));
    program.addCommand(runnable.copyInheritedSettings(program));
  }
  try {
    await program.parseAsync(argv.length === 0 ? [first] : argv, { from: "user" });
    return exitCode;
  } catch (error) {
    return await explain(error);
  }
}

/** Prints an error that is meant for the user. Any other error is a bug in this tool and keeps its stack trace. */
async function explain(error: unknown): Promise<number> {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : new UsageError().exitCode;
  if (error instanceof CommandError) {
    process.stderr.write(fitted(`${error.message}\n`, process.stderr));
    return error.exitCode;
  }
  // Imported late, because most commands never fail and --help must be fast.
  const { RefusedError } = await import("@galaxy-kit/protocol");
  if (!(error instanceof RefusedError)) throw error;
  process.stderr.write(fitted(`${error.message}\n`, process.stderr));
  return 1;
}

/** Turns "error: unknown option '--onec'\n(Did you mean --once?)" into sentences. */
function usageMessage(message: string): string {
  const [what = "", suggestion = "(--help shows the usage.)"] = message.trim().split("\n");
  const sentence = what.replace(/^error: (.)/, (_, first: string) => first.toUpperCase()).replace(/\.?$/, ".");
  return `${sentence} ${suggestion.slice(1, -1)}\n`;
}

/** `--out=` and `--out "$UNSET"` are mistakes. */
function refuseEmptyValues(command: CommandUnknownOpts): void {
  const empty = command.options.find((option) => [command.getOptionValue(option.attributeName())].flat().includes(""));
  if (empty) command.error(`error: option '${empty.flags}' argument missing`);
}

function helpColumns(): number {
  return Math.min(columnsOf(process.stdout) ?? MAX_HELP_COLUMNS, MAX_HELP_COLUMNS);
}

async function printVersion(): Promise<number> {
  const { describeVersion } = await import("./version.js");
  process.stdout.write(await describeVersion());
  return 0;
}
