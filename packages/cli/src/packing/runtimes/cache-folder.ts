import { homedir } from "node:os";
import { posix, win32 } from "node:path";

/** What the folder depends on. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

const here = (): Surroundings => ({ platform: process.platform, env: process.env, home: homedir() });

/** The folder of this user for what can be fetched again. Nothing says that it is there yet. */
export function cacheFolder({ platform, env, home }: Surroundings = here()): string {
  switch (platform) {
    case "win32":
      return win32.join(env["LOCALAPPDATA"] ?? win32.join(home, "AppData", "Local"), "galaxy-kit", "cache");
    case "darwin":
      return posix.join(home, "Library", "Caches", "galaxy-kit");
    default: {
      const configured = env["XDG_CACHE_HOME"] ?? "";
      // The XDG specification wants relative paths to be ignored.
      return posix.join(posix.isAbsolute(configured) ? configured : posix.join(home, ".cache"), "galaxy-kit");
    }
  }
}
