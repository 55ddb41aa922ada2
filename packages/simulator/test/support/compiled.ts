import { execFileSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll } from "@jest/globals";
import ts from "typescript";

const packages = fileURLToPath(new URL("../../../", import.meta.url));

/**
 * Compiles the simulator into a package for other Node processes: what a test does to a process must not affect jest.
 * Returns the URL of its `dist`, which is removed after the test file.
 */
export function compileSimulator(): string {
  const root = mkdtempSync(join(tmpdir(), "galaxy-kit-compiled-"));
  // Also for processes of another user.
  chmodSync(root, 0o755);
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  for (const name of ["protocol", "simulator"]) compile(name, join(root, "node_modules", "@galaxy-kit", name));
  for (const name of ["zod", "fastest-levenshtein"]) {
    symlinkSync(join(packages, "simulator", "node_modules", name), join(root, "node_modules", name), "junction");
  }
  return pathToFileURL(join(root, "node_modules", "@galaxy-kit", "simulator", "dist")).href;
}

function compile(name: string, target: string): void {
  const source = join(packages, name, "src");
  const compilerOptions: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ES2022,
    verbatimModuleSyntax: false,
  };
  for (const file of readdirSync(source, { recursive: true, encoding: "utf8" }).filter((path) =>
    path.endsWith(".ts"),
  )) {
    const output = join(target, "dist", file.replace(/\.ts$/, ".js"));
    mkdirSync(dirname(output), { recursive: true });
    writeFileSync(output, ts.transpileModule(readFileSync(join(source, file), "utf8"), { compilerOptions }).outputText);
  }
  cpSync(join(packages, name, "package.json"), join(target, "package.json"));
}

/** How {@link runModule} starts Node. */
interface RunOptions {
  /** For example, a shell that sets a limit first. */
  readonly before?: readonly string[];
  readonly uid?: number;
}

/** Resolves to the standard output of the script. `%simulator%` in it stands for the URL of the compiled package. */
export function runModule(script: string, simulator: string, { before = [], uid }: RunOptions = {}): string {
  const node = [process.execPath, "--input-type=module", "-e", script.replaceAll("%simulator%", simulator)];
  const [command, ...args] = [...before, ...node];
  return execFileSync(command!, args, {
    encoding: "utf8",
    timeout: 20_000,
    cwd: tmpdir(),
    ...(uid !== undefined && { uid }),
  });
}
