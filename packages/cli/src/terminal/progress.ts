import { LiveTerminal } from "./live-terminal.js";
import { describeBytes } from "./text.js";

/** How much of a step is done, in bytes. */
export interface Amount {
  readonly done: number;
  readonly total: number;
}

/** Whoever wants to know what is going on. */
export interface Progress {
  /** Does the work, and tells how it is called while it goes on. */
  during<T>(step: string, work: (update: (amount: Amount) => void) => Promise<T>): Promise<T>;
}

const BAR_WIDTH = 24;
/** What is over sooner needs no words, where nothing can be taken back. */
const WORTH_A_LINE_MS = 1000;

/** Shows the step that is going on: in a line that changes, or, where that cannot be, in a line for each long one. */
export class StepProgress implements Progress {
  readonly #terminal: LiveTerminal;

  constructor(private readonly stream: NodeJS.WriteStream) {
    this.#terminal = new LiveTerminal(stream);
  }

  async during<T>(step: string, work: (update: (amount: Amount) => void) => Promise<T>): Promise<T> {
    this.#terminal.status(`${step} …`);
    const announcement = setTimeout(() => {
      if (!this.stream.isTTY) this.#terminal.print(`${step} …`);
    }, WORTH_A_LINE_MS);
    try {
      return await work((amount) => {
        this.#terminal.status(`${step} ${renderBar(amount)}`);
      });
    } finally {
      clearTimeout(announcement);
      this.#terminal.status();
    }
  }
}

function renderBar({ done, total }: Amount): string {
  const share = Math.min(done / total, 1);
  const filled = Math.round(share * BAR_WIDTH);
  return `${"█".repeat(filled)}${"░".repeat(BAR_WIDTH - filled)} ${describeBytes(Math.min(done, total))} of ${describeBytes(total)}`;
}
