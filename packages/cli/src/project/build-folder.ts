import { resolve } from "node:path";
import { CommandFailed } from "../command-line/command-failed.js";
import { coloured } from "../terminal/paint.js";
import { build } from "./build.js";
import { compilerOf } from "./compiler.js";

/** Builds what is in a folder, if there is something to build; fails with what the compiler says. */
export async function buildFolder(folder: string): Promise<void> {
  const compiler = compilerOf(folder);
  if (compiler === undefined) return;
  const { ok, output } = await build(compiler, folder);
  if (!ok) throw new CommandFailed(`${resolve(folder)} cannot be built:\n${coloured(output, process.stderr)}`);
}
