import { readdir, stat } from "node:fs/promises";

/** What a file or a folder looks like: two equal signatures mean that nothing has changed. */
export async function signatureOf(paths: readonly string[]): Promise<string> {
  return (await Promise.all(paths.map(signatureOfOne))).join("\n");
}

async function signatureOfOne(path: string): Promise<string> {
  try {
    const found = await stat(path, { bigint: true });
    if (found.isDirectory()) return `folder ${found.mtimeNs} ${(await readdir(path)).sort().join("/")}`;
    // A SQLite database with a write-ahead log changes there first.
    const log = await stat(`${path}-wal`, { bigint: true }).catch(() => undefined);
    return [found, log].map((file) => (file ? `${file.ino} ${file.size} ${file.mtimeNs}` : "")).join(", ");
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? "unreadable";
  }
}
