import { stat } from "node:fs/promises";

/** Time stamps may be that coarse, such as on FAT: a file that was written so recently can change without a trace. */
const COARSE_MS = 2000;

/** What files look like. */
export interface Look {
  /** Equal for files that have not changed. */
  readonly text: string;
  /** Whether a change would certainly show. */
  readonly isSettled: boolean;
}

/**
 * Returns what files and folders look like.
 *
 * @param now - milliseconds since 1970
 */
export async function lookOf(paths: readonly string[], now: number): Promise<Look> {
  let newest = 0;
  const texts = await Promise.all(
    paths.map(async (path) => {
      try {
        const { ino, size, mtimeMs, ctimeMs } = await stat(path);
        newest = Math.max(newest, mtimeMs, ctimeMs);
        return `${ino} ${size} ${mtimeMs} ${ctimeMs}`;
      } catch (error) {
        return (error as NodeJS.ErrnoException).code ?? "unreadable";
      }
    }),
  );
  return { text: texts.join("\n"), isSettled: newest < now - COARSE_MS };
}
