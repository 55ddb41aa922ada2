import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Diagnostic } from "@galaxy-kit/protocol";
import { shippedFile } from "../shipped-file.js";
import type { FolderCode } from "./folder-refused.js";
import type { Python } from "./python.js";

const CHECK = shippedFile("runner/check");

/** Nothing of the user's Python takes part, nothing is written, and what the code might do better is not printed. */
const FLAGS = ["-I", "-S", "-B", "-W", "ignore"];
const TIMEOUT_MS = 60_000;
const MAX_OUTPUT = 16 * 1024 * 1024;

/**
 * Resolves to everything that keeps a Python integration from working under the Python 3.13 of GALAXY 2.1: syntax errors, modules,
 * functions and arguments that are gone, modules that are not in the folder, and compiled modules for another Python. Reads the
 * code, and does not run it. Throws an error with the reason if it cannot.
 */
export async function checkPython(
  folder: string,
  script: string,
  { command }: Python,
): Promise<readonly Diagnostic<FolderCode>[]> {
  const options = { timeout: TIMEOUT_MS, maxBuffer: MAX_OUTPUT, windowsHide: true, encoding: "utf8" } as const;
  const args = [...FLAGS, CHECK, folder, script];
  const { stdout } = await promisify(execFile)(command, args, options).catch((failure: unknown) => {
    const { killed, stderr = "" } = failure as { killed?: boolean; stderr?: string };
    const lastLine = stderr.trimEnd().split("\n").at(-1) ?? "";
    const reason = killed === true ? `took longer than ${TIMEOUT_MS / 1000} s` : `failed: ${lastLine}`;
    throw new Error(`${command} ${reason}`, { cause: failure });
  });
  return JSON.parse(stdout) as Diagnostic<FolderCode>[];
}
