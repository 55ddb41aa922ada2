import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { CommandError } from "../command-line/command-error.js";
import { type NpmOptions, npmPack } from "./npm-pack.js";
import type { Runtime } from "./runtimes.js";

/** Downloads a package into an empty folder and resolves to the path of its tarball. */
export type Fetch = (spec: string, folder: string, options: NpmOptions) => Promise<string>;

/** The size limit is derived from the runtime. */
type FetchOptions = Omit<NpmOptions, "maxBytes">;

/** The user's cache of runtime tarballs. Several processes can use it at once. */
export class RuntimeCache {
  constructor(
    private readonly folder: string,
    private readonly fetch: Fetch = npmPack,
  ) {}

  /** Returns a tarball that matches the known digest. Downloads it if it is missing or damaged. */
  async tarball(runtime: Runtime, options: FetchOptions): Promise<Buffer> {
    const kept = await readFile(this.#pathOf(runtime)).catch(() => undefined);
    return kept && isIntact(kept, runtime) ? kept : await this.#fetch(runtime, options);
  }

  async #fetch(runtime: Runtime, options: FetchOptions): Promise<Buffer> {
    const path = this.#pathOf(runtime);
    await mkdir(dirname(path), { recursive: true });
    // In the same folder, because files cannot be renamed across file systems; unique, because other processes may download too.
    const draft = await mkdtemp(join(dirname(path), `.${basename(path)}-`));
    try {
      const spec = `${runtime.package}@${runtime.version}`;
      const fetched = await this.fetch(spec, draft, { ...options, maxBytes: 2 * runtime.download });
      const tarball = await readFile(fetched);
      if (!isIntact(tarball, runtime)) {
        throw new CommandError(
          `${spec} does not match the digest known to this version of galaxy-kit. It was discarded.`,
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

/** Renames the file, so that readers never see an incomplete one. */
async function keep(fetched: string, path: string): Promise<void> {
  try {
    await rename(fetched, path);
  } catch (error) {
    // Windows does not replace a file that is being read. Then another process downloaded it, which is as good.
    if (process.platform !== "win32") throw error;
  }
}

function isIntact(tarball: Uint8Array, { integrity }: Runtime): boolean {
  return integrity === `sha512-${createHash("sha512").update(tarball).digest("base64")}`;
}
