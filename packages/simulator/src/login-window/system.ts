import { accessSync, constants, statSync } from "node:fs";
import { homedir } from "node:os";

/** Everything that the search for a browser depends on. */
export interface System {
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly isExecutable: (path: string) => boolean;
}

/** This machine. */
export const thisSystem: System = { platform: process.platform, env: process.env, home: homedir(), isExecutable };

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
