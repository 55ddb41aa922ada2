import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const project = fileURLToPath(new URL("..", import.meta.resolve("@galaxy-kit/bench-integration")));
const galaxyKit = fileURLToPath(import.meta.resolve("@galaxy-kit/cli/main"));

const run = promisify(execFile);

/** A packed integration, installed as users have it. */
export interface PackedFolder {
  readonly path: string;
  /** The packaged runtime, or the Node that runs the benchmark. */
  readonly node: string;
  /** The arguments that the launcher passes to Node. */
  readonly args: readonly string[];
}

/** Packs the integration for this system, with its own runtime if one is available, and installs it into a folder. */
export async function packIntegration(folder: string): Promise<PackedFolder> {
  const target = `${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  try {
    return await packWith(["--target", target], folder);
  } catch {
    // There is no runtime for this system, or the registry is unreachable.
    return await packWithoutRuntime(folder);
  }
}

/** Packs and installs the integration without a runtime, which needs no registry. */
export function packWithoutRuntime(folder: string): Promise<PackedFolder> {
  return packWith(["--no-runtime"], folder);
}

async function packWith(options: readonly string[], folder: string): Promise<PackedFolder> {
  const out = join(folder, "zip");
  const { stdout } = await run(process.execPath, [galaxyKit, "pack", project, ...options, "--out", out, "--json"]);
  const { written } = JSON.parse(stdout) as { written: { path: string }[] };
  const zip = written.map(({ path }) => path).find((path) => path.endsWith(".zip")) ?? "";
  const installed = join(folder, "installed");
  await run(process.execPath, [galaxyKit, "install", zip, "--plugins-dir", installed, "--force"]);
  const [name = ""] = readdirSync(installed);
  const path = join(installed, name);
  const script = join(path, "main.cjs");
  const runtime = join(path, "node", process.platform === "win32" ? "node.exe" : "node");
  if (!existsSync(runtime)) return { path, node: process.execPath, args: [script] };
  return { path, node: runtime, args: [...launcherFlags(path), script] };
}

function launcherFlags(path: string): string[] {
  const [, flags = ""] = /^NODE_FLAGS = \[([^\]]*)\]/m.exec(readFileSync(join(path, "plugin.py"), "utf8")) ?? [];
  return [...flags.matchAll(/"([^"]+)"/g)].map(([, flag = ""]) => flag);
}
