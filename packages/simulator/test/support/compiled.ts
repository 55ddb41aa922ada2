import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { bundle } from "@galaxy-kit/test-support";

const SOURCES = fileURLToPath(new URL("../../src/", import.meta.url));

/**
 * Compiles modules of the simulator for other Node processes: what a test does to a process must not affect jest.
 * Resolves to the URL of their folder, which is removed after the test file.
 */
export async function compileSimulator(...modules: readonly string[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "galaxy-kit-compiled-"));
  // Also for processes of another user.
  chmodSync(folder, 0o755);
  await bundle(
    modules.map((name) => join(SOURCES, `${name}.ts`)),
    folder,
  );
  return pathToFileURL(folder).href;
}

/** How {@link runModule} starts Node. */
interface RunOptions {
  /** For example, a shell that sets a limit first. */
  readonly before?: readonly string[];
  readonly uid?: number;
}

/** Resolves to the standard output of the script. `%simulator%` in it stands for the URL of the compiled modules. */
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
