import { basename } from "node:path";

/** Programs that run a script: the first argument that is not an option names it. */
const INTERPRETER =
  /^(?:node|bun|deno|python[\d.]*w?|pypy[\d.]*|java|javaw|mono|dotnet|ruby|perl|lua[\d.]*|love|sh|bash|dash|zsh|fish|env|qemu-\w+|box(?:64|86))(?:\.exe)?$/i;

/** Returns the script that an interpreter runs, as it is in the command line. */
export function scriptOf(exe: string, args: readonly string[]): string | undefined {
  if (!INTERPRETER.test(basename(exe.replaceAll("\\", "/")))) return undefined;
  return args.slice(1).find((argument) => argument !== "" && !argument.startsWith("-"));
}
