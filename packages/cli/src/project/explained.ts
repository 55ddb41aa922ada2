import { BrowserNotFoundError, FolderRefusedError, PythonNotFoundError, StoreInUseError } from "@galaxy-kit/simulator";
import { CommandError } from "../command-line/command-error.js";

const selfExplaining = [BrowserNotFoundError, FolderRefusedError, PythonNotFoundError, StoreInUseError];

/**
 * Turns what the simulated client says to its user into what the command says.
 *
 * @param elsewhere - How to name a folder, where the user has named none and there is no integration in the current one.
 */
export function explained(error: unknown, elsewhere?: string): unknown {
  if (!selfExplaining.some((kind) => error instanceof kind)) return error;
  const { message } = error as Error;
  const hint =
    error instanceof FolderRefusedError && elsewhere !== undefined
      ? `\nFor an integration in another folder: ${elsewhere}`
      : "";
  return new CommandError(message + hint);
}
