import type { WebSocket } from "ws";
import { sendInRounds } from "../feed/rounds.js";
import type { Source } from "../feed/source.js";
import type { Answering } from "../requests/answering.js";

/** Requests of one page that are worked on at once; a page that asks for more is not read until there are fewer. */
const MAX_REQUESTS = 64;

/** Of a close, as WebSockets have it: 123 bytes. */
const MAX_REASON = 40;

/** Talks to one page until its socket closes. */
export class Page {
  readonly #gone = new AbortController();
  #open = 0;

  constructor(
    private readonly socket: WebSocket,
    private readonly answering: Answering,
  ) {
    socket.on("close", () => this.#gone.abort());
    socket.on("message", (data: Buffer, isBinary) => {
      // What is not text is no request, whatever is in it.
      void this.#answer(isBinary ? "" : data.toString("utf8"));
    });
  }

  get gone(): AbortSignal {
    return this.#gone.signal;
  }

  /** Goes on until the page has gone. */
  async tell(sources: readonly Source[]): Promise<void> {
    await sendInRounds(sources, (message) => this.#send(message), this.gone).catch((error: unknown) => {
      // A page that is told nothing any more must not look as if it were.
      if (this.gone.aborted) return;
      this.socket.close(1011, `the server has failed: ${String(error)}`.slice(0, MAX_REASON));
    });
  }

  async #answer(message: string): Promise<void> {
    if (++this.#open >= MAX_REQUESTS) this.socket.pause();
    const answer = await this.answering(message);
    await this.#send(JSON.stringify(answer)).catch(() => undefined);
    if (--this.#open < MAX_REQUESTS && this.socket.isPaused) this.socket.resume();
  }

  /** Answers when the message has left, for a page that reads. */
  async #send(message: string): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.socket.send(message, (error) => (error ? reject(error) : resolve()));
    });
  }
}
