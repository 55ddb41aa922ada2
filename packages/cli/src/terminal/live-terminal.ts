import { coloured, type Paint, painter } from "./paint.js";

const ERASE_LINE = "\r\u001b[2K";

/** Prints lines, and keeps one at the end that changes, where the output is a terminal. */
export class LiveTerminal {
  readonly paint: Paint;
  #status = "";

  constructor(private readonly stream: NodeJS.WriteStream) {
    this.paint = painter(stream);
  }

  print(...lines: readonly string[]): void {
    const text = lines.map((line) => `${line}\n`).join("");
    this.stream.write(this.#status === "" ? text : `${ERASE_LINE}${text}${this.#status}`);
  }

  /** Prints what has line ends and colours of its own. */
  printColoured(text: string): void {
    this.print(...coloured(text, this.stream).split("\n"));
  }

  /** Replaces the last line; without a text it disappears. */
  status(text = ""): void {
    if (!this.stream.isTTY) return;
    // A terminal that does not know its width says 0.
    const shown = text === "" ? "" : this.paint("dim", text.slice(0, (this.stream.columns || 80) - 1));
    if (shown === this.#status) return;
    this.#status = shown;
    this.stream.write(`${ERASE_LINE}${shown}`);
  }
}
