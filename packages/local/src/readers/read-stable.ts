import { open } from "node:fs/promises";

/** How many times a file is read while another program writes it. */
const MAX_ATTEMPTS = 5;

/**
 * Reads a file that another program may be writing: if it changes meanwhile, it is read again, so that no half of it is taken for the
 * whole.
 */
export async function readStable(file: string): Promise<Buffer> {
  const handle = await open(file);
  try {
    for (let attempt = 1; ; attempt++) {
      const before = await handle.stat();
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(before.size), 0, before.size, 0);
      const after = await handle.stat();
      const isStable = before.mtimeMs === after.mtimeMs && before.size === after.size && bytesRead === before.size;
      if (isStable || attempt === MAX_ATTEMPTS) return buffer.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}
