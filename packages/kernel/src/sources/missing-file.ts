/** What to do about a file of another program that is not there. */
export const missingFileRemedy =
  "The program that writes it may not be installed, or was never started. If that means that no items exist, return an empty list.";

/** Returns the path of the file that a method did not find; undefined for any other error. What was thrown may be anything. */
export function missingFile(thrown: unknown): string | undefined {
  try {
    const { code, path } = thrown as NodeJS.ErrnoException;
    return (code === "ENOENT" || code === "ENOTDIR") && typeof path === "string" ? path : undefined;
  } catch {
    return undefined;
  }
}
