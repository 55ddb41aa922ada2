import { Argument, type Command, type CommandUnknownOpts, type OptionValues } from "@commander-js/extra-typings";

/** The values of a command's options, by name. */
export type OptionsOf<Declared extends { opts(): OptionValues }> = Readonly<ReturnType<Declared["opts"]>>;

/** A command of galaxy-kit. `onExit` receives its exit code. */
export type RunnableCommand = (onExit: (exitCode: number) => void) => CommandUnknownOpts;

/**
 * Connects a declaration with its work.
 *
 * @param run - resolves to the exit code; imports its implementation when it is called, so that `--help` stays fast
 */
export function defineCommand<Args extends unknown[], Options extends OptionValues>(
  declaration: Command<Args, Options>,
  run: (...args: [...Args, Options]) => Promise<number>,
): RunnableCommand {
  return (onExit) =>
    declaration.action(async (...args) => {
      onExit(await run(...(args.slice(0, -1) as [...Args, Options])));
    });
}

/** Parses an option that may be repeated. */
export function collect(value: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, value];
}

/** DIR of the commands that take any kind of integration. */
export const integrationFolder = new Argument(
  "[DIR]",
  "a TypeScript project, a packed integration or a Python integration (default: the current folder)",
);
