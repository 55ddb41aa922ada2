import { colored, type Paint, painter } from "./paint.js";

const ERASE_LINE = "\r\u001b[2K";

/** Prints lines. On a terminal, keeps a status line at the end. */
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

  /** Prints a text with line breaks and colors. */
  printColored(text: string): void {
    this.print(...colored(text, this.stream).split("\n"));
  }

  /** Replaces the status line, or removes it if the text is empty. */
  status(text = ""): void {
    if (!this.stream.isTTY) return;
    // A terminal of unknown width reports 0.
    const shown = text === "" ? "" : this.paint("dim", text.slice(0, (this.stream.columns || 80) - 1));
    if (shown === this.#status) return;
    this.#status = shown;
    this.stream.write(`${ERASE_LINE}${shown}`);
  }
}
