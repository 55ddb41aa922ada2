import { realpath } from "node:fs/promises";
import type { Clock } from "@galaxy-kit/sdk";
import { mapInParallel } from "../parallel/map-in-parallel.js";
import { within } from "../parallel/within.js";

/** How many paths are resolved at the same time. Fewer than Node has threads for files: a dead network drive holds each of them up. */
const AT_ONCE = 2;
/** How often a path that does not exist is tried again. */
const RETRY_MS = 30_000;
/** How long to wait for all of them. What comes later counts the next time. */
const PATIENCE_MS = 2000;

/** The paths that links and short names lead to. Each path is resolved once. */
export class Links {
  readonly #resolved = new Map<string, string>();
  /** When paths that could not be resolved are tried again; never, as long as that goes on. */
  readonly #nextTry = new Map<string, number>();

  constructor(
    private readonly clock: Clock,
    private readonly follow: (path: string) => Promise<string> = realpath,
  ) {}

  /** Grows with each path that was resolved. */
  get version(): number {
    return this.#resolved.size;
  }

  /** Resolves paths that have not been resolved yet. */
  async resolve(paths: readonly string[]): Promise<void> {
    const now = this.clock.monotonic();
    const fresh = paths.filter((path) => !this.#resolved.has(path) && now >= (this.#nextTry.get(path) ?? 0));
    if (fresh.length === 0) return;
    for (const path of fresh) this.#nextTry.set(path, Infinity);
    const all = mapInParallel(fresh, AT_ONCE, (path) => this.#resolveOne(path));
    await within(this.clock, PATIENCE_MS, all);
  }

  /** Returns a path and, if it is another one, what it leads to. */
  formsOf(path: string): readonly string[] {
    const resolved = this.#resolved.get(path);
    return resolved === undefined || resolved === path ? [path] : [path, resolved];
  }

  async #resolveOne(path: string): Promise<void> {
    try {
      this.#resolved.set(path, await this.follow(path));
      this.#nextTry.delete(path);
    } catch {
      // It does not exist, or its disk is not there.
      this.#nextTry.set(path, this.clock.monotonic() + RETRY_MS);
    }
  }
}
