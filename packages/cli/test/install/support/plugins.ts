import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { runInProcess } from "../../support/in-process.js";
import { type CraftedEntry, craftZip } from "./crafted-zip.js";

export const shelfManifest = {
  name: "The Shelf",
  platform: "test",
  guid: "7c1d2f0e-5b0a-4c52-9a57-3f8e6d1b9c25",
  version: "1.0.0",
  description: "Books as games",
  author: "Ada Lovelace",
  script: "plugin.py",
};

export const SHELF = "test_7c1d2f0e-5b0a-4c52-9a57-3f8e6d1b9c25";
export const OTHER_GUID = "b0f5a3c2-91d4-4d0e-8a67-2c4f1e5d7b36";

/** A folder of integrations, and packages to put into it. */
export class Plugins {
  /** Its name has a space and a letter that is not ASCII. */
  readonly base = realpathSync(mkdtempSync(join(tmpdir(), "galaxy kit é ")));
  readonly dir = join(this.base, "plugins", "installed");

  /** Writes a folder that can be installed, and returns its path. */
  folder(name: string, manifest: object = {}, files: Readonly<Record<string, string | Buffer>> = {}): string {
    const folder = join(this.base, name);
    const all = {
      "manifest.json": JSON.stringify({ ...shelfManifest, ...manifest }),
      "plugin.py": "def main():\n    pass\n",
      ...files,
    };
    for (const [path, content] of Object.entries(all)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
      chmodSync(join(folder, path), path === "node/node" ? 0o755 : 0o644);
    }
    return folder;
  }

  /** Writes a zip of an integration with additional entries, and returns its path. */
  zip(name: string, entries: readonly CraftedEntry[] = [], manifest: object = {}): string {
    const usual = [
      { name: "manifest.json", content: JSON.stringify({ ...shelfManifest, ...manifest }) },
      { name: "plugin.py", content: "def main():\n    pass\n" },
    ];
    return this.file(name, craftZip([...usual, ...entries]));
  }

  file(name: string, content: string | Buffer): string {
    const path = join(this.base, name);
    writeFileSync(path, content);
    return path;
  }

  async install(...args: string[]) {
    return await runInProcess(["install", ...args, "--plugins-dir", this.dir]);
  }

  async uninstall(...args: string[]) {
    return await runInProcess(["uninstall", ...args, "--plugins-dir", this.dir]);
  }

  async list() {
    const { code, stdout, stderr } = await runInProcess(["list", "--json", "--plugins-dir", this.dir]);
    if (code !== 0) throw new Error(stderr);
    return JSON.parse(stdout).integrations;
  }

  destroy(): void {
    rmSync(this.base, { recursive: true, force: true, maxRetries: 5 });
  }

  /** The files that GALAXY would see. */
  get installed(): string[] {
    return readdirSync(this.dir).sort();
  }

  /** Every file that an installation leaves anywhere: its content by its path. */
  get everything(): Record<string, string> {
    return contentOf(join(this.base, "plugins"));
  }
}

/** Returns the files of a folder with their contents, and its links with their targets. */
export function contentOf(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    entries.flatMap((entry) => {
      const path = join(entry.parentPath, entry.name);
      const content = entry.isSymbolicLink()
        ? `link to ${readlinkSync(path)}`
        : entry.isFile()
          ? readFileSync(path, "utf8")
          : undefined;
      return content === undefined ? [] : [[relative(folder, path), content] as const];
    }),
  );
}
