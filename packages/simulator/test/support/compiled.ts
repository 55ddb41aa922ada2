import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll } from "@jest/globals";
import ts from "typescript";

const packages = fileURLToPath(new URL("../../../", import.meta.url));

/**
 * The simulator's sources as a package that another node can load: what a test does to a process must not hit jest's.
 * Answers the address of its `dist`; it is gone after the test file.
 */
export function compileSimulator(): string {
  const root = mkdtempSync(join(tmpdir(), "galaxy-kit-compiled-"));
  // For a process of another user, too.
  chmodSync(root, 0o755);
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  for (const name of ["protocol", "simulator"]) compile(name, join(root, "node_modules", "@galaxy-kit", name));
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

/** How {@link runModule} starts node. */
interface RunOptions {
  /** Such as a shell that sets a limit first. */
  readonly before?: readonly string[];
  readonly uid?: number;
}

/** What the script has written to its standard output. `%simulator%` in it is the address. */
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
