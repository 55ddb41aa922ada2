import { userFolder } from "@galaxy-kit/simulator";
import type { PackedFile } from "../project/packed-file.js";
import type { Progress } from "../terminal/progress.js";
import { RuntimeCache } from "./runtime-cache.js";
import { runtimeFiles } from "./runtime-files.js";
import { runtimes, type Target } from "./runtimes.js";

/** What fetching a runtime takes. */
export interface StockOptions {
  /** Where npm is started. */
  readonly cwd: string;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/** The runtimes that this user has, and can get. */
export class RuntimeStock {
  readonly #cache = new RuntimeCache(userFolder("cache"));

  constructor(private readonly options: StockOptions) {}

  /** Reads no tarball before the program is read. */
  async filesFor(target: Target): Promise<PackedFile[]> {
    return await runtimeFiles(runtimes[target], () => this.#tarball(target, () => undefined));
  }

  /** Fetches the tarball where this user has none. */
  async fetch(target: Target): Promise<void> {
    const { version, download } = runtimes[target];
    await this.options.progress.during(`Fetching Node ${version} for ${target}`, (update) =>
      this.#tarball(target, (done) => update({ done, total: download })),
    );
  }

  async #tarball(target: Target, onProgress: (bytes: number) => void): Promise<Buffer> {
    const { cwd, signal } = this.options;
    return await this.#cache.tarball(runtimes[target], { cwd, signal, onProgress });
  }
}
