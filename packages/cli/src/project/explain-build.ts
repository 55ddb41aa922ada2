import { relative, sep } from "node:path";
import { stripVTControlCharacters } from "node:util";

/** Errors of the compiler in our words: its own do not say what to do. */
export interface BuildExplanation {
  readonly code: "standard-decorators" | "compile-error";
  readonly message: string;
  readonly remedy: string;
}

/**
 * What the compiler says of a method decorator, for each of them, if `experimentalDecorators` is not set. It says the same of a decorated
 * property, with another number, for all options.
 */
const STANDARD_DECORATORS =
  /TS1241: [^\n]*\n[^\n]*The runtime will invoke the decorator with 2 arguments, but the decorator expects 3/;

/** What the compiler says for each file that it cannot write. */
const UNWRITTEN = /error TS5033: Could not write file '(.+?)': (.+)/g;
const OTHER_ERROR = /error TS(?!5033:)\d+: /;

/** Explains why a build has failed; undefined if the compiler itself does that. */
export function explainBuild(folder: string, compilerOutput: string): BuildExplanation | undefined {
  const output = stripVTControlCharacters(compilerOutput);
  if (STANDARD_DECORATORS.test(output)) {
    return {
      code: "standard-decorators",
      message: 'without "experimentalDecorators", the compiler treats decorators as standard ones, which these are not',
      remedy: 'Set "experimentalDecorators" and "emitDecoratorMetadata" to true in compilerOptions.',
    };
  }
  const [[, file, reason] = [], ...others] = output.matchAll(UNWRITTEN);
  if (file === undefined || reason === undefined || OTHER_ERROR.test(output)) return undefined;
  const path = relative(folder, file).split(sep).join("/");
  const more = others.length === 0 ? "" : ` and ${others.length} more file${others.length === 1 ? "" : "s"}`;
  return {
    code: "compile-error",
    message: `the compiler cannot write ${path}${more}: ${reason.trim().replace(/\.$/, "")}`,
    remedy: "Make the folder of the project writable, or use a copy of it.",
  };
}
