import { setTimeout } from "node:timers/promises";

/** What Windows answers while another program, such as a virus scanner, has the file open. */
const IN_USE: ReadonlySet<unknown> = new Set(["EACCES", "EBUSY", "EPERM"]);

/** About two seconds: longer than a virus scanner looks at a file. */
const PAUSES_MS = [10, 20, 40, 80, 160, 320, 640, 800];

/** Tries again while a file is in use; throws the last error. */
export async function whileInUse<T>(
  action: () => Promise<T>,
  pausesMs: readonly number[] = process.platform === "win32" ? PAUSES_MS : [],
): Promise<T> {
  for (const pause of pausesMs) {
    try {
      return await action();
    } catch (error) {
      if (!IN_USE.has((error as NodeJS.ErrnoException).code)) throw error;
      await setTimeout(pause);
    }
  }
  return await action();
}
