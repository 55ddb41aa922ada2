import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { CommandError } from "../command-line/command-error.js";
import { type NpmOptions, npmPack } from "./npm-pack.js";
import type { Runtime } from "./runtimes.js";

/** Fetches a package into an empty folder, and answers the path of its tarball. */
export type Fetch = (spec: string, folder: string, options: NpmOptions) => Promise<string>;

/** How one is fetched; how large it is is known. */
type FetchOptions = Omit<NpmOptions, "most">;

/** Keeps the tarballs of runtimes for this user. Several processes can use it at once. */
export class RuntimeCache {
  constructor(
    private readonly folder: string,
    private readonly fetch: Fetch = npmPack,
  ) {}

  /** The tarball, checked against the digest that is known; fetched where it is not there or is damaged. */
  async tarball(runtime: Runtime, options: FetchOptions): Promise<Buffer> {
    const kept = await readFile(this.#pathOf(runtime)).catch(() => undefined);
    return kept && isIntact(kept, runtime) ? kept : await this.#fetch(runtime, options);
  }

  async #fetch(runtime: Runtime, options: FetchOptions): Promise<Buffer> {
    const path = this.#pathOf(runtime);
    await mkdir(dirname(path), { recursive: true });
    // In the same folder, as a file cannot be renamed across file systems; of its own, as others may fetch it, too.
    const draft = await mkdtemp(join(dirname(path), `.${basename(path)}-`));
    try {
      const spec = `${runtime.package}@${runtime.version}`;
      const fetched = await this.fetch(spec, draft, { ...options, most: 2 * runtime.download });
      const tarball = await readFile(fetched);
      if (!isIntact(tarball, runtime)) {
        throw new CommandError(
          `${spec} is not what it was when this version of galaxy-kit was made: its digest is another. It is not used.`,
        );
      }
      await keep(fetched, path);
      return tarball;
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
  }

  #pathOf(runtime: Runtime): string {
    return join(this.folder, "runtimes", `${runtime.package}-${runtime.version}.tgz`);
  }
}

/** A reader finds either the complete file or none. */
async function keep(fetched: string, path: string): Promise<void> {
  try {
    await rename(fetched, path);
  } catch (error) {
    // Windows replaces no file that somebody is reading: then it was fetched by another process, and is as good.
    if (process.platform !== "win32") throw error;
  }
}

function isIntact(tarball: Uint8Array, { integrity }: Runtime): boolean {
  return integrity === `sha512-${createHash("sha512").update(tarball).digest("base64")}`;
}
