import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { stat } from "node:fs/promises";
import { dirname, isAbsolute } from "node:path";
import { commandFor } from "./program-command.js";

const FILE_MISSING = "the file does not exist. Check the path, or whether the game was moved or uninstalled.";

/** A program that outlives this process. */
export interface Program {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string | undefined;
  readonly env: Readonly<Record<string, string>>;
}

/** Starts a program in its own process group, without standard streams. Resolves when it runs. */
export async function startProgram({ file, args, cwd: given, env }: Program): Promise<ChildProcess> {
  if (file === "")
    throw new Error("Cannot start the game: the path of its program is empty. Is it set in the settings?");
  const cwd = given ?? (isAbsolute(file) ? dirname(file) : process.cwd());
  const { command, args: commandArgs, verbatim = false } = commandFor(file, args);
  // The interpreter would start, and fail without a visible reason.
  if (command !== file && isAbsolute(file) && !(await exists(file))) {
    throw new Error(`Cannot start ${JSON.stringify(file)}: ${FILE_MISSING}`);
  }
  let child: ChildProcess;
  try {
    // It throws some errors, such as that of a damaged program on Windows. All others are events.
    child = spawn(command, commandArgs, {
      cwd,
      env: { ...process.env, ...env },
      detached: true,
      stdio: "ignore",
      windowsVerbatimArguments: verbatim,
    });
    await once(child, "spawn");
  } catch (error) {
    throw new Error(
      `Cannot start ${JSON.stringify(file)}: ${await reasonOf(error as NodeJS.ErrnoException, file, cwd)}`,
      {
        cause: error,
      },
    );
  }
  child.unref();
  return child;
}

/** Node reports a missing working directory as a missing program. */
async function reasonOf({ code, message }: NodeJS.ErrnoException, file: string, cwd: string): Promise<string> {
  if (code === "ENOENT" && !(await exists(cwd))) return `its working directory ${JSON.stringify(cwd)} does not exist.`;
  if (code === "ENOENT" || code === "ENOTDIR") {
    return isAbsolute(file) ? FILE_MISSING : "no program of this name is on the PATH. Pass the path of the program.";
  }
  if (code === "EACCES") return "this user may not execute it. Check its permissions, and that it is a program.";
  return `${message}.`;
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
}
