const UTF_8 = new TextDecoder("utf-8", { fatal: true });

/**
 * Decodes a text file as the program that wrote it most likely encoded it: by its byte order mark, else as UTF-8, else as
 * Windows-1252, which many older programs for Windows write. Byte order marks are removed.
 */
export function decodeText(content: Uint8Array): string {
  const [first, second] = content;
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(content);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(content);
  try {
    return UTF_8.decode(content);
  } catch {
    return new TextDecoder("windows-1252").decode(content);
  }
}
