import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { CommandFailed } from "../command-line/command-failed.js";

/** The compiler that builds a folder: the TypeScript of the project itself. Absent when there is nothing to build. */
export function compilerOf(folder: string): string | undefined {
  const has = (file: string): boolean => existsSync(join(folder, file));
  if (has("manifest.json") || !has("package.json") || !has("tsconfig.json")) return undefined;
  try {
    const manifest = createRequire(resolve(folder, "package.json")).resolve("typescript/package.json");
    return join(dirname(manifest), "bin", "tsc");
  } catch {
    throw new CommandFailed(
      `${resolve(folder)} has a tsconfig.json, but no TypeScript to build it with: run \`npm install\` there, ` +
        "or `npm install --save-dev typescript` where its package.json does not name it.",
    );
  }
}
