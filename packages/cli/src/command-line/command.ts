/** An option: what node's parseArgs needs to know of it, and what the help says. */
export interface OptionSpec {
  readonly type: "boolean" | "string";
  readonly short?: string;
  /** May be given again and again, each time with another value. */
  readonly multiple?: boolean;
  /** Stands for the value in the help, such as `DIR`. */
  readonly value?: string;
  /** The only values there are. */
  readonly choices?: readonly string[];
  readonly description: string;
}

export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

/** What was given on the command line, by the name of the option. */
export type OptionValues<Specs extends OptionSpecs> = {
  readonly [Name in keyof Specs]: ValueOf<Specs[Name]>;
};

type ValueOf<Spec extends OptionSpec> = Spec["type"] extends "boolean"
  ? boolean
  : | (Spec extends { readonly choices: readonly (infer Choice)[] }
        ? Choice
        : Spec extends { readonly multiple: true }
          ? readonly string[]
          : string)
    | undefined;

/** What the command line can start. */
export interface Command<Specs extends OptionSpecs = OptionSpecs> {
  /** One line for the list of commands. */
  readonly summary: string;
  /** What else the help has to say, before the options. */
  readonly description?: string;
  /** What may stand beside the options, and how many of it. */
  readonly operands?: { readonly usage: string; readonly most: number };
  readonly options: Specs;
  /** Resolves to the exit code. Imports large modules only now, so that `--help` is fast. */
  run(options: OptionValues<Specs>, operands: readonly string[]): Promise<number>;
}

/** Types `run` by the options. */
export function defineCommand<const Specs extends OptionSpecs>(command: Command<Specs>): Command<Specs> {
  return command;
}
