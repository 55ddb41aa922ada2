import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Target } from "../../../src/runtimes/runtimes.js";
import { Program } from "../../support/program.js";

const root = fileURLToPath(new URL("../../../../../", import.meta.url));
/** Runtimes are large, so they are downloaded once for all test runs. */
const cache = join(root, "node_modules", ".cache", "galaxy-kit");

async function pack(out: string, ...args: readonly string[]) {
  const env = { XDG_CACHE_HOME: cache, LOCALAPPDATA: cache, PATH: process.env["PATH"] };
  const { code, stdout, stderr } = await Program.run(
    ["pack", join(root, "apps", "folder-library"), "--out", out, "--json", ...args],
    { env },
  );
  if (code !== 0) throw new Error(stderr);
  return (JSON.parse(stdout) as { readonly written: readonly [{ readonly path: string }] }).written[0].path;
}

/** Returns a zip of the folder library with a runtime. If that cannot be downloaded, prints why and returns undefined. */
export async function packFolderLibrary(target: Target, out: string): Promise<string | undefined> {
  try {
    return await pack(out, "--target", target);
  } catch (error) {
    const { message } = error as Error;
    if (!message.includes("npm could not download")) throw error;
    process.stderr.write(`\n*** NO RUNTIME (${message}): the package for ${target} is NOT TESTED ***\n\n`);
    return undefined;
  }
}

/** Returns a zip that is run by the Node of the tests. */
export async function packSlimFolderLibrary(out: string): Promise<string> {
  return await pack(out, "--no-runtime");
}
