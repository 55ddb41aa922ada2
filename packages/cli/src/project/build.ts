import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { CommandError } from "../command-line/command-error.js";
import { colored } from "../terminal/paint.js";
import { type BuildExplanation, explainBuild } from "./explain-build.js";
import { missingModules } from "./missing-modules.js";
import { refuseMissingPackages } from "./missing-packages.js";

/**
 * Returns the folder of the project's own TypeScript, or undefined if there is nothing to build.
 *
 * @throws `CommandError` if TypeScript is not installed, or a package that the project needs
 */
export function typescriptOf(folder: string): string | undefined {
  const has = (file: string): boolean => existsSync(join(folder, file));
  if (has("manifest.json") || !has("package.json") || !has("tsconfig.json")) return undefined;
  refuseMissingPackages(folder);
  try {
    return dirname(createRequire(resolve(folder, "package.json")).resolve("typescript/package.json"));
  } catch {
    throw new CommandError(
      `${resolve(folder)} has a tsconfig.json, but TypeScript is not installed: run \`npm install\` there, ` +
        "or `npm install --save-dev typescript` if its package.json does not list it.",
    );
  }
}

/** The result of a build. */
export interface Build {
  readonly ok: boolean;
  /** The output of the compiler, with colors. */
  readonly output: string;
  /** Why it failed, if the compiler does not say what to do about that. */
  readonly explanation: BuildExplanation | undefined;
  /** The files it wrote. */
  readonly emitted: readonly string[];
  /** Milliseconds. */
  readonly duration: number;
}

/** Marks a file that the compiler wrote. */
const EMITTED = "TSFILE: ";

/** How a folder is built. */
interface BuildOptions {
  /** Rebuild even what looks up to date. */
  readonly force?: boolean;
  /** Aborts the build. */
  readonly signal?: AbortSignal;
}

/**
 * Runs `tsc --build` in a folder.
 *
 * @param typescript - the folder of TypeScript, as from {@link typescriptOf}
 */
export async function build(typescript: string, folder: string, { force, signal }: BuildOptions = {}): Promise<Build> {
  const begun = performance.now();
  // Runs in the current folder, so that paths in errors are relative to it. The path is absolute, since a name may start like an option.
  const args = ["--build", resolve(folder), "--pretty", "--listEmittedFiles", ...(force ? ["--force"] : [])];
  const [program, ...first] = await compilerIn(typescript);
  const child = spawn(program, [...first, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    windowsHide: true,
    // A hanging compiler must not keep the command alive.
    killSignal: "SIGKILL",
    ...(signal && { signal }),
  });
  // An abort emits an error in addition to the exit.
  child.on("error", () => undefined);
  let text = "";
  for (const pipe of [child.stdout, child.stderr])
    pipe.setEncoding("utf8").on("data", (part: string) => (text += part));
  const [code] = (await once(child, "close")) as [number | null];
  const lines = text.split(/\r?\n/);
  const explanation = code === 0 ? undefined : explainBuild(resolve(folder), text);
  return {
    ok: code === 0,
    explanation,
    output: explanation
      ? `tsconfig.json - error: ${explanation.message}.\n${explanation.remedy}`
      : withRemedy(
          folder,
          lines
            .filter((line) => !line.startsWith(EMITTED))
            .join("\n")
            .trim(),
        ),
    emitted: lines.filter((line) => line.startsWith(EMITTED)).map((line) => line.slice(EMITTED.length)),
    duration: performance.now() - begun,
  };
}

/** Adds what to do about modules that were not found, which the compiler does not mention. */
function withRemedy(folder: string, output: string): string {
  const { install, files } = missingModules(folder, stripVTControlCharacters(output));
  const remedies = files.map(({ file, written, meant }) => `Import "${meant}" instead of "${written}" in ${file}.`);
  if (install !== undefined) remedies.push(`Run ${install} in ${resolve(folder)}.`);
  return remedies.length === 0 ? output : `${output}\n\n${remedies.join("\n")}`;
}

/**
 * Returns the command that compiles. Since version 7, TypeScript is a native program: `bin/tsc` only starts it and waits. That
 * program would outlive a killed `bin/tsc`, so it is started directly.
 */
async function compilerIn(typescript: string): Promise<readonly [program: string, ...args: string[]]> {
  try {
    const module = pathToFileURL(join(typescript, "lib", "getExePath.js")).href;
    const { default: getExePath } = (await import(module)) as { readonly default: () => string };
    return [getExePath()];
  } catch {
    // An earlier version, or an incomplete installation, which `bin/tsc` explains.
    return [process.execPath, join(typescript, "bin", "tsc")];
  }
}

/**
 * Builds a folder. Resolves to undefined if there is nothing to build.
 *
 * @throws `CommandError` with the output of the compiler
 */
export async function buildFolder(folder: string, options?: BuildOptions): Promise<Build | undefined> {
  const typescript = typescriptOf(folder);
  if (typescript === undefined) return undefined;
  const built = await build(typescript, folder, options);
  if (!built.ok)
    throw new CommandError(`${resolve(folder)} cannot be built:\n${colored(built.output, process.stderr)}`);
  return built;
}
