import { LiveTerminal } from "./live-terminal.js";
import { progressLine } from "./progress-line.js";
import { Speed } from "./speed.js";
import { describeBytes } from "./text.js";

/** The progress of a step, in bytes. */
export interface Amount {
  readonly done: number;
  readonly total: number;
}

/** Displays the progress of work. */
export interface Progress {
  /** Runs a step and displays its name meanwhile. */
  during<T>(step: string, work: (update: (amount: Amount) => void) => Promise<T>): Promise<T>;
}

/** If the output is not a terminal, shorter steps are not mentioned. */
const MIN_MENTIONED_MS = 1000;

/** Displays the current step in a status line or, if the output is not a terminal, in a line for each long step. */
export class StepProgress implements Progress {
  readonly #terminal: LiveTerminal;

  constructor(private readonly stream: NodeJS.WriteStream) {
    this.#terminal = new LiveTerminal(stream);
  }

  async during<T>(step: string, work: (update: (amount: Amount) => void) => Promise<T>): Promise<T> {
    const speed = new Speed();
    this.#terminal.status(() => `${step} …`);
    const announcement = setTimeout(() => {
      if (!this.stream.isTTY) this.#terminal.print(`${step} …`);
    }, MIN_MENTIONED_MS);
    try {
      return await work(({ done, total }) => {
        const progress = { name: step, done, total, perSecond: speed.at(done) };
        this.#terminal.status((columns) => progressLine(progress, describeBytes, columns));
      });
    } finally {
      clearTimeout(announcement);
      this.#terminal.status();
    }
  }
}
