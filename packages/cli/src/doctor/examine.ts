import type { Diagnostic } from "@galaxy-kit/protocol";
import { checkGalaxy, checkInstalled } from "./check-galaxy.js";
import { checkNpm } from "./check-npm.js";
import { checkBrowser, checkNode, checkPython } from "./check-programs.js";
import type { DoctorFolders } from "./folders.js";

/** Runs every check. */
export async function examine(folders: DoctorFolders): Promise<Diagnostic[]> {
  const [npm, python, galaxy, installed] = await Promise.all([
    checkNpm(),
    checkPython(),
    checkGalaxy(folders),
    checkInstalled(folders),
  ]);
  return [...checkNode(), ...npm, ...python, ...checkBrowser(), ...galaxy, ...installed];
}
