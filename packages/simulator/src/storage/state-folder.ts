import { homedir } from "node:os";
import { posix, win32 } from "node:path";

/** What the folder depends on. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

const here = (): Surroundings => ({ platform: process.platform, env: process.env, home: homedir() });

/** The folder of this user in which the client keeps what must survive it. Nothing says that it is there yet. */
export function stateFolder({ platform, env, home }: Surroundings = here()): string {
  switch (platform) {
    case "win32":
      return win32.join(env["LOCALAPPDATA"] ?? win32.join(home, "AppData", "Local"), "galaxy-kit");
    case "darwin":
      return posix.join(home, "Library", "Application Support", "galaxy-kit");
    default: {
      const configured = env["XDG_STATE_HOME"] ?? "";
      // The XDG specification wants relative paths to be ignored.
      return posix.join(posix.isAbsolute(configured) ? configured : posix.join(home, ".local", "state"), "galaxy-kit");
    }
  }
}
