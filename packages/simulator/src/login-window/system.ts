import { accessSync, constants, statSync } from "node:fs";
import { homedir } from "node:os";

/** What a search for a browser sees of the machine. */
export interface System {
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly isExecutable: (path: string) => boolean;
}

/** The machine that this runs on. */
export const thisSystem: System = { platform: process.platform, env: process.env, home: homedir(), isExecutable };

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
