import { readdir } from "node:fs/promises";
import type { Command } from "./command.js";

/** A file in this folder is a command of its name. */
const folder = new URL("../commands/", import.meta.url);

export async function commandNames(): Promise<string[]> {
  const files = await readdir(folder);
  return files
    .filter((file) => file.endsWith(".js"))
    .map((file) => file.slice(0, -".js".length))
    .sort();
}

/** Loads the command of a name that {@link commandNames} has answered. */
export async function loadCommand(name: string): Promise<Command> {
  const module = (await import(new URL(`${name}.js`, folder).href)) as { readonly command: Command };
  return module.command;
}
