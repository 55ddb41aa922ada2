import { colored, type Paint, painter } from "./paint.js";
import { cut } from "./text.js";
import { columnsOf } from "./width.js";
import { fitted } from "./wrap.js";

const REDRAW_MS = 100;
const ERASE_LINE = "\r\u001b[2K";

/** Returns a text for the columns that it may have. */
type StatusText = (columns: number) => string;

const empty: StatusText = () => "";

/** Prints lines that fit in the terminal. On a terminal, keeps a status line at the end. */
export class LiveTerminal {
  readonly paint: Paint;
  #status = "";
  #redraw: NodeJS.Timeout | undefined;
  #nextStatus: StatusText = empty;

  constructor(private readonly stream: NodeJS.WriteStream) {
    this.paint = painter(stream);
  }

  /** The columns of the terminal, if it is one. */
  get columns(): number | undefined {
    return columnsOf(this.stream);
  }

  print(...lines: readonly string[]): void {
    this.#write(fitted(lines.map((line) => `${line}\n`).join(""), this.stream));
  }

  /** Prints a text with line breaks and colors, such as an excerpt of a source with a mark below it, unchanged. */
  printColored(text: string): void {
    this.#write(`${colored(text, this.stream)}\n`);
  }

  /** Replaces the status line soon. For what changes more often than a terminal needs to show it. */
  statusSoon(textFor: StatusText): void {
    this.#nextStatus = textFor;
    this.#redraw ??= setTimeout(() => this.status(this.#nextStatus), REDRAW_MS);
  }

  /** Replaces the status line, or removes it if the text is empty. */
  status(textFor: StatusText = empty): void {
    clearTimeout(this.#redraw);
    this.#redraw = undefined;
    if (!this.stream.isTTY) return;
    // Some terminals go to the next line after the last column.
    const room = (this.columns ?? 0) - 1;
    const text = cut(textFor(room), room);
    const shown = text === "" ? "" : this.paint("dim", text);
    if (shown === this.#status) return;
    this.#status = shown;
    this.stream.write(`${ERASE_LINE}${shown}`);
  }

  #write(text: string): void {
    this.stream.write(this.#status === "" ? text : `${ERASE_LINE}${text}${this.#status}`);
  }
}
