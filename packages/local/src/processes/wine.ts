import { realpathSync } from "node:fs";
import { homedir } from "node:os";
import { basename, join } from "node:path";

/** Whether a program runs a Windows program. */
export function isWine(exe: string | undefined): boolean {
  return exe !== undefined && /^wine(?:64)?(?:-preloader)?$/.test(basename(exe));
}

/**
 * Returns the path, on this system, of the Windows program that Wine runs. Wine replaces the command line of its process with that of
 * the program.
 */
export function windowsProgram(args: readonly string[], environment: readonly string[]): string | undefined {
  const path = args.find((argument) => /\.exe$/i.test(argument));
  if (path === undefined) return undefined;
  const [, drive, rest] = /^([a-z]):[\\/](.*)$/i.exec(path) ?? [];
  if (drive === undefined || rest === undefined) return path.startsWith("/") ? path : undefined;
  const prefix = environment.find((entry) => entry.startsWith("WINEPREFIX="))?.slice("WINEPREFIX=".length);
  const root = join(prefix ?? join(homedir(), ".wine"), "dosdevices", `${drive.toLowerCase()}:`);
  return join(resolved(root), rest.replaceAll("\\", "/"));
}

function resolved(drive: string): string {
  try {
    return realpathSync(drive);
  } catch {
    return drive.endsWith("z:") ? "/" : drive;
  }
}
