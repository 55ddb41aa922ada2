import { parseArgs } from "node:util";
import type { Command, OptionSpecs, OptionValues } from "./command.js";
import { UsageError } from "./command-error.js";
import { helpOption } from "./help.js";
import { nearest } from "./nearest.js";

/** A parsed command line. */
export interface ParsedCommandLine<Specs extends OptionSpecs> {
  readonly help: boolean;
  readonly options: OptionValues<Specs>;
  readonly operands: readonly string[];
}

/** @throws UsageError if the command line is invalid. */
export function parseCommandLine<Specs extends OptionSpecs>(
  { options: specs, operands }: Command<Specs>,
  argv: readonly string[],
): ParsedCommandLine<Specs> {
  const { values, positionals } = parseStrictly(specs, argv);
  const surplus = positionals[operands?.most ?? 0];
  if (surplus !== undefined) throw new UsageError(`Unexpected argument '${surplus}'. --help shows the usage.`);
  for (const [name, spec] of Object.entries(specs)) {
    for (const value of [values[name]].flat()) checkValue(name, spec, value);
  }
  const booleans = Object.entries(specs).filter(([, { type }]) => type === "boolean");
  const given = { ...Object.fromEntries(booleans.map(([name]) => [name, false])), ...values };
  return { help: values["help"] === true, options: given as OptionValues<Specs>, operands: positionals };
}

function parseStrictly(
  specs: OptionSpecs,
  argv: readonly string[],
): { readonly values: Readonly<Record<string, unknown>>; readonly positionals: readonly string[] } {
  const options: OptionSpecs = { ...specs, help: helpOption };
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(explain(error as Error, Object.keys(options)));
  }
}

function explain({ message }: Error, names: readonly string[]): string {
  // Node adds explanations after the first sentence.
  const [sentence = ""] = message.split(/\. |\n/);
  const [, unknown] = /^Unknown option '--([^']+)'/.exec(sentence) ?? [];
  const meant = unknown === undefined ? undefined : nearest(unknown, names);
  const hint = meant === undefined ? "--help shows the options." : `Did you mean --${meant}?`;
  return `${sentence.trim().replace(/\.$/, "")}. ${hint}`;
}

function checkValue(name: string, { value: placeholder, choices }: OptionSpecs[string], value: unknown): void {
  if (value === "") throw new UsageError(`--${name} needs a value: --${name} ${placeholder ?? "VALUE"}`);
  if (typeof value !== "string" || choices === undefined || choices.includes(value)) return;
  const meant = nearest(value, choices);
  const hint = meant === undefined ? "" : ` Did you mean ${meant}?`;
  throw new UsageError(`--${name} takes ${choices.join(" or ")}, found '${value}'.${hint}`);
}
