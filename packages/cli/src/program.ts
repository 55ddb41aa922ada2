import { readFile } from "node:fs/promises";
import { Command, CommanderError, type CommandUnknownOpts } from "@commander-js/extra-typings";
import { CommandError, UsageError } from "./command-line/command-error.js";
import { loadCommands } from "./commands.js";

/** Runs `galaxy-kit <command> …` and resolves to the exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  let exitCode = 0;
  const program = new Command("galaxy-kit")
    .description("Build, test and package GOG GALAXY integrations.")
    .version(await version(), "-v, --version", "print the version")
    .helpOption("-h, --help", "show this help")
    .helpCommand("help [command]", "Shows the help of a command.")
    .addHelpText("after", "\ngalaxy-kit <command> --help explains a command.")
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .configureOutput({ outputError: (message, write) => write(usageMessage(message)) })
    .enablePositionalOptions()
    .exitOverride()
    .hook("preAction", (_program, command) => {
      refuseEmptyValues(command);
    });
  for (const command of await loadCommands(argv[0])) {
    const runnable = command((code) => (exitCode = code));
    program.addCommand(runnable.copyInheritedSettings(program));
  }
  try {
    await program.parseAsync(argv, { from: "user" });
    return exitCode;
  } catch (error) {
    return await explain(error);
  }
}

/** Prints an error that is meant for the user. Any other error is a bug in this tool and keeps its stack trace. */
async function explain(error: unknown): Promise<number> {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : new UsageError().exitCode;
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

async function version(): Promise<string> {
  const manifest = new URL("../package.json", import.meta.url);
  return (JSON.parse(await readFile(manifest, "utf8")) as { version: string }).version;
}
