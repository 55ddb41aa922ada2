import { JsonText } from "@galaxy-kit/protocol";
import type { Transport } from "../transport/transport.js";

/** Enough for a write to be worth its price, and little enough to be kept in memory. */
const CHUNK_LENGTH = 64 * 1024;

/**
 * What may wait for a client that does not read. Imports stop long before; what reaches it is an integration that tells and
 * tells, as nothing makes it wait.
 */
export const MAX_WAITING_BYTES = 64 * 1024 * 1024;

/**
 * The one writer of the connection: gathers the messages of a moment into one write, keeps their order, and tells when the
 * client does not keep up.
 */
export class LineWriter {
  #pending: string[] = [];
  #length = 0;
  #scheduled = false;
  #congested = false;
  #draining: Promise<void> | undefined;
  #isGivenUp = false;
  /** What may wait now: more while a large answer does. */
  #limit = MAX_WAITING_BYTES;

  /** @param giveUp is told, once, that the client does not read; nothing is sent any more then */
  constructor(
    private readonly transport: Transport,
    private readonly giveUp: (error: Error) => void = () => undefined,
  ) {}

  /** Sends a message after all that were sent before. Throws what `JSON.stringify` throws, and sends nothing then. */
  send(message: object): void {
    if ("result" in message && message.result instanceof JsonText) this.#sendAnswer(message, message.result);
    else this.sendLine(JSON.stringify(message));
  }

  /** Sends a message that is JSON already. */
  sendLine(line: string): void {
    this.#add(line);
    this.#add("\n");
    if (this.#length >= CHUNK_LENGTH) this.flush();
    else this.#flushSoon();
  }

  /** One that may be large: it leaves in chunks, and however long it is, nobody is given up for not having read it yet. */
  #sendAnswer(message: object, { pieces }: JsonText): void {
    this.#expectReader(MAX_WAITING_BYTES);
    this.#add(`${JSON.stringify({ ...message, result: undefined }).slice(0, -1)},"result":`);
    for (const piece of pieces) {
      this.#add(piece);
      if (this.#length >= CHUNK_LENGTH) this.#write();
    }
    this.#add("}\n");
    this.#limit = MAX_WAITING_BYTES + this.transport.backlog;
    this.#flushSoon();
  }

  /** Resolves when the client has read enough for more to be worth sending. */
  async writable(): Promise<void> {
    while (this.#congested) {
      // One for all who wait, so that none of them takes away what has been congested again since.
      this.#draining ??= this.transport.drained().then(() => {
        this.#congested = false;
        this.#draining = undefined;
      });
      await this.#draining;
    }
  }

  /** Whether {@link writable} would wait. */
  get full(): boolean {
    return this.#congested;
  }

  flush(): void {
    if (this.#length === 0) return;
    this.#expectReader(this.#limit);
    this.#write();
  }

  #expectReader(limit: number): void {
    const { backlog } = this.transport;
    if (backlog < MAX_WAITING_BYTES) this.#limit = MAX_WAITING_BYTES;
    if (backlog < limit || this.#isGivenUp) return;
    this.#isGivenUp = true;
    this.giveUp(
      new Error(
        `The client does not read, or not fast enough: ${Math.round(backlog / 1024 / 1024)} MiB are waiting for it. The integration ends`,
      ),
    );
  }

  #flushSoon(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    process.nextTick(() => {
      this.#scheduled = false;
      this.flush();
    });
  }

  #add(text: string): void {
    this.#pending.push(text);
    this.#length += text.length;
  }

  #write(): void {
    const text = this.#pending.join("");
    this.#pending = [];
    this.#length = 0;
    if (!this.#isGivenUp && !this.transport.write(text)) this.#congested = true;
  }
}
