import { BrowserNotFoundError, FolderRefusedError, PythonNotFoundError, StoreInUseError } from "@galaxy-kit/simulator";
import { CommandError } from "../command-line/command-error.js";

const userErrors = [BrowserNotFoundError, FolderRefusedError, PythonNotFoundError, StoreInUseError];

/**
 * Turns an error of the simulated client that is meant for its user into a CommandError. Returns any other error unchanged.
 *
 * @param elsewhere - How to name another folder, if the user named none and the current one contains no integration.
 */
export function explained(error: unknown, elsewhere?: string): unknown {
  if (!userErrors.some((kind) => error instanceof kind)) return error;
  const { message } = error as Error;
  const hint =
    error instanceof FolderRefusedError && elsewhere !== undefined
      ? `\nFor an integration in another folder: ${elsewhere}`
      : "";
  return new CommandError(message + hint);
}
