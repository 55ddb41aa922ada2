import type { Argument, CommandUnknownOpts, Option } from "@commander-js/extra-typings";
import { suggestionsFor } from "./suggestions.js";

/** A word that can be typed. */
export interface Candidate {
  readonly word: string;
  readonly description: string;
}

/**
 * Returns the words that can be typed next, from the declarations of the commands; none where a file is meant, or any text.
 *
 * @param words - what was typed after the name of the program; the last one is being typed, and may be empty
 */
export async function complete(program: CommandUnknownOpts, words: readonly string[]): Promise<Candidate[]> {
  const typed = words.at(-1)?.trim() ?? "";
  return (await candidates(program, words.slice(0, -1), typed)).filter(({ word }) => word.startsWith(typed));
}

async function candidates(program: CommandUnknownOpts, before: readonly string[], typed: string): Promise<Candidate[]> {
  const [name, ...others] = before;
  if (name === undefined) return typed.startsWith("-") ? options(program) : commands(program);
  if (name === "help") return others.length === 0 ? commands(program) : [];
  const command = program.commands.find((each) => each.name() === name);
  if (!command) return [];
  const option = command.options.find((each) => isWritten(each, before.at(-1)));
  if (option?.required) return await valuesOf(option);
  if (typed.startsWith("-")) return options(command);
  return await valuesOf(command.registeredArguments[0]);
}

/** The help lists what is visible: every command and option, and `help` itself. */
function commands(program: CommandUnknownOpts): Candidate[] {
  return program
    .createHelp()
    .visibleCommands(program)
    .map((command) => ({ word: command.name(), description: command.description() }));
}

function options(command: CommandUnknownOpts): Candidate[] {
  return command
    .createHelp()
    .visibleOptions(command)
    .flatMap(({ long, description }) => (long == null ? [] : [{ word: long, description }]));
}

async function valuesOf(declared: Argument | Option | undefined): Promise<Candidate[]> {
  const words = declared ? (declared.argChoices ?? (await suggestionsFor(declared))) : [];
  return words.map((word) => ({ word, description: "" }));
}

const isWritten = ({ short, long }: Option, word: string | undefined): boolean =>
  word !== undefined && [short, long].includes(word);
