import { open } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import { UnreadableFile } from "./unreadable-file.js";

/** How many times a file is read while another program writes it, and the pause in between. */
const MAX_ATTEMPTS = 10;
const PAUSE_MS = 20;

/**
 * Reads a file that another program may be writing: if it changes meanwhile, it is read again, so that no half of it is taken for the
 * whole.
 *
 * @throws {@link UnreadableFile} if it does not come to rest
 */
export async function readStable(file: string): Promise<Buffer> {
  const handle = await open(file);
  try {
    for (let attempt = 1; ; attempt++) {
      const before = await handle.stat();
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(before.size), 0, before.size, 0);
      const after = await handle.stat();
      const isStable = before.mtimeMs === after.mtimeMs && before.size === after.size && bytesRead === before.size;
      if (isStable) return buffer;
      if (attempt === MAX_ATTEMPTS) throw new UnreadableFile(file, "it is constantly being written");
      await setTimeout(PAUSE_MS);
    }
  } finally {
    await handle.close();
  }
}
