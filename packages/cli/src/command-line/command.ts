/** An option, for parseArgs and for the help. */
export interface OptionSpec {
  readonly type: "boolean" | "string";
  readonly short?: string;
  /** May be repeated. */
  readonly multiple?: boolean;
  /** The placeholder for the value in the help, such as `DIR`. */
  readonly value?: string;
  /** The allowed values. */
  readonly choices?: readonly string[];
  readonly description: string;
}

export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

/** The values of the options, by name. */
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

/** A command of galaxy-kit. */
export interface Command<Specs extends OptionSpecs = OptionSpecs> {
  /** One line for the list of commands. */
  readonly summary: string;
  /** The rest of the help, after the options. */
  readonly description?: string;
  /** The arguments that are not options, and their maximum number. */
  readonly operands?: { readonly usage: string; readonly most: number };
  readonly options: Specs;
  /** Resolves to the exit code. Imports its implementation, so that `--help` stays fast. */
  run(options: OptionValues<Specs>, operands: readonly string[]): Promise<number>;
}

/** Infers the types of the options for `run`. */
export function defineCommand<const Specs extends OptionSpecs>(command: Command<Specs>): Command<Specs> {
  return command;
}
