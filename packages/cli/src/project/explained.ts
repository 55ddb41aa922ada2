import { BrowserNotFound, FolderRefused, PythonMissing, StoreInUse } from "@galaxy-kit/simulator";
import { CommandFailed } from "../command-line/command-failed.js";

const selfExplaining = [BrowserNotFound, FolderRefused, PythonMissing, StoreInUse];

/** Turns what the simulated client says to its user into what the command says. */
export function explained(error: unknown): unknown {
  return selfExplaining.some((kind) => error instanceof kind) ? new CommandFailed((error as Error).message) : error;
}
