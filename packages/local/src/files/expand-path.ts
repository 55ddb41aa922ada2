import { homedir } from "node:os";
import { join, resolve } from "node:path";

/**
 * Turns a path that another program has written into an absolute one. `~` is the user's folder; emulators have names for others, such as `:` or
 * `$(EmulatorDir)` for their own.
 *
 * @example
 * ```ts
 * expandPath("$(EmulatorDir)dev_hdd0", settings, { "$(EmulatorDir)": emulator.folder });
 * ```
 *
 * @param base - the folder that it is relative to
 * @param prefixes - the other names that it may start with, and what they stand for
 */
export function expandPath(path: string, base: string, prefixes: Readonly<Record<string, string>> = {}): string {
  if (/^~(?=$|[\\/])/.test(path)) return join(homedir(), path.slice(1));
  const prefix = Object.keys(prefixes).find((start) => path.startsWith(start));
  return prefix === undefined ? resolve(base, path) : join(prefixes[prefix] ?? "", path.slice(prefix.length));
}
