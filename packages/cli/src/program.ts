import { readFile } from "node:fs/promises";
import { UsageError } from "./command-line/command-error.js";
import { listing } from "./command-line/help.js";
import { nearest } from "./command-line/nearest.js";
import { explainFailures, runCommand } from "./command-line/run-command.js";
import { commands } from "./commands.js";

const PROGRAM = "galaxy-kit";

/** Runs `galaxy-kit <command> …` and resolves to the exit code. */
export async function main([first, ...rest]: readonly string[]): Promise<number> {
  return await explainFailures(async () => {
    switch (first) {
      case undefined:
        process.stderr.write(await help());
        return new UsageError().exitCode;
      case "--help":
      case "-h":
        process.stdout.write(await help());
        return 0;
      case "help":
        return await main(rest.length === 0 ? ["--help"] : [...rest, "--help"]);
      case "--version":
      case "-v":
        process.stdout.write(`${await version()}\n`);
        return 0;
      default:
        return await runCommand(await find(first), rest, `${PROGRAM} ${first}`);
    }
  });
}

async function find(name: string) {
  if (name.startsWith("-")) throw new UsageError(`Unknown option '${name}'. ${PROGRAM} --help shows the commands.`);
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load) return (await load()).command;
  const meant = nearest(name, Object.keys(commands));
  const hint = meant === undefined ? `${PROGRAM} --help shows the commands.` : `Did you mean ${PROGRAM} ${meant}?`;
  throw new UsageError(`Unknown command '${name}'. ${hint}`);
}

async function help(): Promise<string> {
  const summaries = await Promise.all(
    Object.entries(commands).map(async ([name, load]) => [name, (await load()).command.summary] as const),
  );
  return `Build, test and package GOG GALAXY integrations.

  ${PROGRAM} <command> [arguments]

${listing(summaries)}

${PROGRAM} <command> --help explains a command.
`;
}

async function version(): Promise<string> {
  const manifest = new URL("../package.json", import.meta.url);
  return (JSON.parse(await readFile(manifest, "utf8")) as { version: string }).version;
}
