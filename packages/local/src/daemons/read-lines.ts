import type { Readable } from "node:stream";

/**
 * Calls a function for each line of a stream. Only a line feed ends one: `readline` also splits at U+2028, which JSON may contain. What
 * follows the last line feed is not a line.
 */
export function readLines(stream: Readable, receive: (line: string) => void): void {
  let begun: string[] = [];
  stream.setEncoding("utf8").on("data", (text: string) => {
    const [first = "", ...more] = text.split("\n");
    begun.push(first);
    if (more.length === 0) return;
    const lines = [begun.join(""), ...more.slice(0, -1)];
    begun = more.slice(-1);
    for (const line of lines) receive(line);
  });
}
