import { realpath } from "node:fs/promises";

/** How many paths are resolved at the same time. */
const AT_ONCE = 50;

/** The paths that links and short names lead to. Each path is resolved once. */
export class Links {
  readonly #resolved = new Map<string, string>();

  /** Resolves paths that exist. One on a disk that is not there is tried again the next time. */
  async resolve(paths: readonly string[]): Promise<void> {
    const fresh = paths.filter((path) => !this.#resolved.has(path));
    for (let start = 0; start < fresh.length; start += AT_ONCE) {
      await Promise.all(
        fresh.slice(start, start + AT_ONCE).map(async (path) => {
          try {
            this.#resolved.set(path, await realpath(path));
          } catch {
            // It does not exist, or is not accessible.
          }
        }),
      );
    }
  }

  /** Returns a path and, if it is another one, what it leads to. */
  formsOf(path: string): readonly string[] {
    const resolved = this.#resolved.get(path);
    return resolved === undefined || resolved === path ? [path] : [path, resolved];
  }
}
