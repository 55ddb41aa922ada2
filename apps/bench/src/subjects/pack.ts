import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const project = fileURLToPath(new URL("..", import.meta.resolve("@galaxy-kit/bench-integration")));
const galaxyKit = fileURLToPath(new URL("main.js", import.meta.resolve("@galaxy-kit/cli")));

const run = promisify(execFile);

/** The folder of a packed integration, as a user has it. */
export interface PackedFolder {
  readonly path: string;
  /** Its own runtime, or the Node that runs this. */
  readonly node: string;
  /** With what the launcher starts it. */
  readonly args: readonly string[];
}

/** Packs this integration for this system, with a runtime of its own if it can be had, and unpacks it as a user's GALAXY does. */
export async function packIntegration(folder: string): Promise<PackedFolder> {
  const target = `${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  try {
    return await packAs(["--target", target], folder);
  } catch {
    // No runtime for this system, or no registry.
    return await packWithoutRuntime(folder);
  }
}

/** The same with nothing that has to be fetched. */
export function packWithoutRuntime(folder: string): Promise<PackedFolder> {
  return packAs(["--no-runtime"], folder);
}

async function packAs(flavour: readonly string[], folder: string): Promise<PackedFolder> {
  const out = join(folder, "zip");
  const { stdout } = await run(process.execPath, [galaxyKit, "pack", project, ...flavour, "--out", out, "--json"]);
  const { written } = JSON.parse(stdout) as { written: { path: string }[] };
  const zip = written.map(({ path }) => path).find((path) => path.endsWith(".zip")) ?? "";
  const installed = join(folder, "installed");
  await run(process.execPath, [galaxyKit, "install", zip, "--into", installed, "--force"]);
  const [name = ""] = readdirSync(installed);
  const path = join(installed, name);
  const script = join(path, "main.cjs");
  const runtime = join(path, "node", process.platform === "win32" ? "node.exe" : "node");
  if (!existsSync(runtime)) return { path, node: process.execPath, args: [script] };
  return { path, node: runtime, args: [...launcherFlags(path), script] };
}

function launcherFlags(path: string): string[] {
  const [, flags] = /^NODE_FLAGS = (.*)$/m.exec(readFileSync(join(path, "plugin.py"), "utf8")) ?? [];
  return JSON.parse(flags ?? "[]") as string[];
}
