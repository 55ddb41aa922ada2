import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const;

/** Works in a folder that is always deleted afterwards, even on a signal: a packed integration has 125 MB. */
export async function inTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "galaxy-kit-bench-"));
  const remove = (): void => {
    rmSync(folder, { recursive: true, force: true });
  };
  const stop = (signal: keyof typeof exitCodes): void => {
    remove();
    process.exit(exitCodes[signal]);
  };
  process.once("SIGINT", stop).once("SIGTERM", stop);
  try {
    return await work(folder);
  } finally {
    process.off("SIGINT", stop).off("SIGTERM", stop);
    remove();
  }
}
