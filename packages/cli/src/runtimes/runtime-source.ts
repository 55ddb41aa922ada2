import { userFolder } from "@galaxy-kit/simulator";
import type { PackedFile } from "../project/packed-file.js";
import type { Progress } from "../terminal/progress.js";
import { RuntimeCache } from "./runtime-cache.js";
import { runtimeFiles } from "./runtime-files.js";
import { runtimes, type Target } from "./runtimes.js";

/** How runtimes are downloaded. */
export interface RuntimeSourceOptions {
  /** The folder in which npm runs. */
  readonly cwd: string;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/** The cached runtimes of this user, and those that can be downloaded. */
export class RuntimeSource {
  readonly #cache = new RuntimeCache(userFolder("cache"));

  constructor(private readonly options: RuntimeSourceOptions) {}

  /** Reads no tarball until the program is read. */
  async filesFor(target: Target): Promise<PackedFile[]> {
    return await runtimeFiles(runtimes[target], () => this.#tarball(target, () => undefined));
  }

  /** Downloads the tarball if it is not cached. */
  async fetch(target: Target): Promise<void> {
    const { version, download } = runtimes[target];
    await this.options.progress.during(`Downloading Node ${version} for ${target}`, (update) =>
      this.#tarball(target, (done) => update({ done, total: download })),
    );
  }

  async #tarball(target: Target, onProgress: (bytes: number) => void): Promise<Buffer> {
    const { cwd, signal } = this.options;
    return await this.#cache.tarball(runtimes[target], { cwd, signal, onProgress });
  }
}
