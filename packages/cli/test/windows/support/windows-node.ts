import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { RuntimeCache } from "../../../src/runtimes/runtime-cache.js";
import { runtimeFiles } from "../../../src/runtimes/runtime-files.js";
import { runtimes } from "../../../src/runtimes/runtimes.js";
import { hasWine } from "./wine.js";

/** Runtimes are large, so they are downloaded once for all test runs. */
const CACHE = fileURLToPath(new URL("../../../../../node_modules/.cache/galaxy-kit/galaxy-kit", import.meta.url));
const runtime = runtimes["win-x64"];

const tarball = hasWine ? await download() : undefined;
export const hasNode = tarball !== undefined;

async function download(): Promise<Buffer | undefined> {
  const options = { cwd: process.cwd(), signal: new AbortController().signal, onProgress: () => undefined };
  try {
    return await new RuntimeCache(CACHE).tarball(runtime, options);
  } catch (error) {
    const { message } = error as Error;
    if (!message.includes("npm could not download")) throw error;
    process.stderr.write(`\n*** NO NODE FOR WINDOWS (${message}): packages for Windows are NOT TESTED ***\n\n`);
    return undefined;
  }
}

/** Writes node.exe, as it is in a package, to a folder, and returns its path. */
export async function extractNode(folder: string): Promise<string> {
  if (!tarball) throw new Error("Check hasNode first");
  const [program] = await runtimeFiles(runtime, () => Promise.resolve(tarball));
  const path = join(folder, "node.exe");
  writeFileSync(path, await program!.read());
  return path;
}
