import { realpath } from "node:fs/promises";

/** How many paths are resolved at the same time. */
const AT_ONCE = 50;
/** How often a path that does not exist is tried again. */
const RETRY_MS = 30_000;

/** The paths that links and short names lead to. Each path is resolved once. */
export class Links {
  readonly #resolved = new Map<string, string>();
  readonly #nextTry = new Map<string, number>();

  /**
   * Resolves paths that have not been resolved yet, and resolves to whether one more was.
   *
   * @param now - by a clock that nobody sets
   */
  async resolve(paths: readonly string[], now: number): Promise<boolean> {
    const fresh = paths.filter((path) => !this.#resolved.has(path) && now >= (this.#nextTry.get(path) ?? 0));
    for (let start = 0; start < fresh.length; start += AT_ONCE) {
      await Promise.all(fresh.slice(start, start + AT_ONCE).map((path) => this.#resolveOne(path, now)));
    }
    return fresh.some((path) => this.#resolved.has(path));
  }

  /** Returns a path and, if it is another one, what it leads to. */
  formsOf(path: string): readonly string[] {
    const resolved = this.#resolved.get(path);
    return resolved === undefined || resolved === path ? [path] : [path, resolved];
  }

  async #resolveOne(path: string, now: number): Promise<void> {
    try {
      this.#resolved.set(path, await realpath(path));
      this.#nextTry.delete(path);
    } catch {
      this.#nextTry.set(path, now + RETRY_MS); // It does not exist, or its disk is not there.
    }
  }
}
