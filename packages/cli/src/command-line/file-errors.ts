import { CommandError } from "./command-error.js";

/** Turns an error of the file system into a message for the user. */
export async function explainFileErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code, syscall, message } = error as NodeJS.ErrnoException;
    if (code === undefined || syscall === undefined) throw error;
    const isInUse = process.platform === "win32" && ["EPERM", "EACCES", "EBUSY"].includes(code);
    const remedy = isInUse ? "\nA program such as GALAXY is using the file. Close it and try again." : "";
    throw new CommandError(`File system error: ${message}${remedy}`);
  }
}
