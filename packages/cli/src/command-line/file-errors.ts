import { CommandError } from "./command-error.js";

/** Says what a file system that refuses something means for the user. */
export async function explainFileErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code, syscall, message } = error as NodeJS.ErrnoException;
    if (code === undefined || syscall === undefined) throw error;
    const isInUse = process.platform === "win32" && ["EPERM", "EACCES", "EBUSY"].includes(code);
    const remedy = isInUse
      ? "\nWindows changes nothing that is in use: end what uses it, such as GALAXY and what it has started, and try again."
      : "";
    throw new CommandError(`The file system refuses it: ${message}${remedy}`);
  }
}
