import { open, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Manifest } from "@galaxy-kit/protocol";
import { LAUNCHER, NODE_SCRIPT } from "../project/packed-file.js";

/** What runs an integration: GALAXY's Python, the Node in its package, or the user's Node. */
export type Runtime = { readonly kind: "python" } | { readonly kind: "node"; readonly madeFor?: NodeSystem };

/** The system that the Node in a package runs on. */
export type NodeSystem = "win32" | "darwin" | "linux";

const systemNames: Readonly<Record<NodeSystem, string>> = { win32: "Windows", darwin: "macOS", linux: "Linux" };

const ELF = 0x7f454c46;
const MACH_O_64 = 0xcffaedfe;

/** Finds the runtime of the integration in a folder. */
export async function findRuntime(folder: string, { script }: Manifest): Promise<Runtime> {
  const isPacked = script === LAUNCHER && (await isFile(join(folder, NODE_SCRIPT)));
  if (!isPacked) return { kind: "python" };
  const madeFor = await findNode(join(folder, "node"));
  return { kind: "node", ...(madeFor && { madeFor }) };
}

export function describeRuntime(runtime: Runtime): string {
  if (runtime.kind === "python") return "Python";
  return runtime.madeFor ? `Node for ${systemNames[runtime.madeFor]}` : "the user's Node";
}

/** Returns why a runtime does not run on a system that GALAXY supports. */
export function problemWithRuntime(runtime: Runtime, platform: NodeJS.Platform): string | undefined {
  if (runtime.kind === "python" || runtime.madeFor === undefined || runtime.madeFor === platform) return undefined;
  // GALAXY does not support Linux; there it runs in Wine, if at all.
  if (platform !== "win32" && platform !== "darwin") return undefined;
  return `contains Node for ${systemNames[runtime.madeFor]}, but this is ${systemNames[platform]}`;
}

async function findNode(folder: string): Promise<NodeSystem | undefined> {
  if (await isFile(join(folder, "node.exe"))) return "win32";
  switch (await readMagicNumber(join(folder, "node"))) {
    case ELF:
      return "linux";
    case MACH_O_64:
      return "darwin";
    default:
      return undefined;
  }
}

async function isFile(path: string): Promise<boolean> {
  return await stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

async function readMagicNumber(path: string): Promise<number | undefined> {
  const file = await open(path).catch(() => undefined);
  if (!file) return undefined;
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(4) });
    return bytesRead === buffer.length ? buffer.readUInt32BE() : undefined;
  } catch {
    return undefined;
  } finally {
    await file.close();
  }
}
