import { type FileHandle, open } from "node:fs/promises";
import { StringDecoder } from "node:string_decoder";

/** Enough for the last lines of a log. */
const TAIL_BYTES = 256 * 1024;

/** Reads the end of a log, and then every new line. GALAXY sometimes starts a new file of the same name. */
export class LogReader {
  #file: number | undefined;
  #position = 0;
  #decoder = new StringDecoder("utf8");
  #unfinished = "";

  constructor(private readonly path: string) {}

  /** Resolves to the lines since the last call; empty while there is no file. */
  async read(): Promise<string[]> {
    const file = await open(this.path).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw error;
    });
    if (!file) return [];
    try {
      const { ino, size } = await file.stat();
      const isFirst = this.#file === undefined;
      if (ino !== this.#file || size < this.#position) this.#begin(ino, isFirst ? Math.max(0, size - TAIL_BYTES) : 0);
      const startsInside = isFirst && this.#position > 0;
      const lines = await this.#readOn(file, size);
      // The first line is incomplete.
      return startsInside ? lines.slice(1) : lines;
    } finally {
      await file.close();
    }
  }

  /** Whether the log exists. */
  get hasFile(): boolean {
    return this.#file !== undefined;
  }

  /** A last line without a line break. */
  get unfinished(): string {
    return this.#unfinished;
  }

  #begin(file: number, position: number): void {
    this.#file = file;
    this.#position = position;
    this.#decoder = new StringDecoder("utf8");
    this.#unfinished = "";
  }

  async #readOn(file: FileHandle, size: number): Promise<string[]> {
    let text = this.#unfinished;
    while (this.#position < size) {
      const buffer = Buffer.alloc(Math.min(size - this.#position, TAIL_BYTES));
      const { bytesRead } = await file.read(buffer, 0, buffer.length, this.#position);
      if (bytesRead === 0) break;
      this.#position += bytesRead;
      text += this.#decoder.write(buffer.subarray(0, bytesRead));
    }
    const lines = text.split(/\r?\n/);
    this.#unfinished = lines.pop() ?? "";
    return lines;
  }
}
