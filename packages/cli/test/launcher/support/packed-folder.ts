import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { newFolder } from "@galaxy-kit/test-support/jest";

const LAUNCHER = fileURLToPath(new URL("../../../launcher/", import.meta.url));
const PUPPET = fileURLToPath(new URL("../fixtures/puppet.cjs", import.meta.url));

const manifest = {
  name: "Puppet",
  platform: "itch",
  guid: "5d1f1b0a-0f0e-4d0b-9f36-2f4c1c7a8e11",
  version: "1.0.0",
  description: "",
  author: "",
  email: "",
  url: "",
  script: "plugin.py",
};

/** Creates a folder like `pack` does, with the puppet as the integration and, unless it is false, a link to a runtime. */
export function packedFolder({ runtime = process.execPath }: { readonly runtime?: string | false } = {}): string {
  const folder = join(newFolder(), "itch_5d1f1b0a ☃");
  mkdirSync(folder);
  for (const file of ["plugin.py", "main.cjs"]) cpSync(join(LAUNCHER, file), join(folder, file));
  cpSync(PUPPET, join(folder, "plugin.cjs"));
  writeFileSync(join(folder, "manifest.json"), JSON.stringify(manifest));
  if (runtime !== false) {
    mkdirSync(join(folder, "node"));
    symlinkSync(runtime, runtimeOf(folder, runtime));
  }
  return folder;
}

/** Makes the integration in a packed folder write its code cache right after its start. */
export function cacheAtOnce(folder: string): void {
  const script = join(folder, "main.cjs");
  writeFileSync(script, readFileSync(script, "utf8").replace("CACHE_DELAY_MS = 2000", "CACHE_DELAY_MS = 0"));
}

/** Returns the path of the runtime in a packed folder. */
export function runtimeOf(folder: string, runtime: string = process.execPath): string {
  return join(folder, "node", `node${extname(runtime)}`);
}
