import {
  BrowserNotFoundError,
  FolderRefusedError,
  LoginFileRefusedError,
  PythonNotFoundError,
  StoreInUseError,
} from "@galaxy-kit/simulator";
import { CommandError } from "./command-error.js";

/** The errors of the simulated client that its user can do something about. */
const explained = [
  BrowserNotFoundError,
  FolderRefusedError,
  LoginFileRefusedError,
  PythonNotFoundError,
  StoreInUseError,
];

/**
 * Turns an error of the simulated client into a message for the user.
 *
 * @param usage - the command with a folder; shown if no folder was given and the current one has no integration
 */
export async function explainClientErrors<T>(work: () => Promise<T>, usage?: string): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!explained.some((kind) => error instanceof kind)) throw error;
    const hint =
      usage !== undefined && error instanceof FolderRefusedError
        ? `\nFor an integration in another folder: ${usage}`
        : "";
    throw new CommandError((error as Error).message + hint);
  }
}
