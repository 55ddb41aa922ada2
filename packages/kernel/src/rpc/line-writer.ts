import { CompactBatch, type JsonTemplate, JsonText, type Values } from "@galaxy-kit/protocol";
import type { Transport, WireText } from "../transport/transport.js";
import { stringifyMessage } from "./exact-id.js";

/** Large enough to be worth a write and waking another thread; small enough to keep in memory. */
const CHUNK_LENGTH = 256 * 1024;

/**
 * How much may wait for a client that does not read. Imports pause long before. Only an integration that keeps sending
 * notifications reaches this limit; nothing throttles those.
 */
export const MAX_WAITING_BYTES = 64 * 1024 * 1024;

/**
 * How much may wait before a large message, such as the response with a library: none of them is a reason to give the client up, since
 * even one that reads has not read it yet when the next one comes. This limits what can wait for a client that has stopped reading.
 */
const MAX_WAITING_BEFORE_LARGE_BYTES = 256 * 1024 * 1024;

/** What is written at once is not much more than a chunk, unless it has a message of that length. */
const LARGE_LENGTH = 16 * 1024 * 1024;

/** The only writer of the connection. Batches the messages of one tick into one write, in order, and detects a slow client. */
export class LineWriter {
  #pending: WireText[] = [];
  #length = 0;
  /** Lines of one template, which come after everything pending. */
  #batch: CompactBatch | undefined;
  #scheduled = false;
  #congested = false;
  #draining: Promise<void> | undefined;
  #isGivenUp = false;
  /** How much may currently wait: more while large messages do. */
  #limit = MAX_WAITING_BYTES;

  /** @param giveUp - called once if the client does not read; nothing is sent after that */
  constructor(
    private readonly transport: Transport,
    private readonly giveUp: (error: Error) => void = () => undefined,
  ) {}

  /** Sends a message after all earlier ones. Throws what `JSON.stringify` throws, without sending anything. */
  send(message: object): void {
    if ("result" in message && message.result instanceof JsonText) this.#sendResponse(message, message.result);
    else this.sendLine(`${stringifyMessage(message)}\n`);
  }

  /** Sends a message that is already JSON, with its line feed. */
  sendLine(line: string): void {
    this.#add(line);
    this.#flushInTime();
  }

  /**
   * Sends a line of a template.
   *
   * @param collect - appends the line's values; nothing is sent if it throws
   */
  sendValues(template: JsonTemplate, collect: (values: Values) => void): void {
    if (this.#batch?.template !== template || this.#batch.isWithin) this.#endBatch();
    this.#batch ??= new CompactBatch(template);
    const batch = this.#batch;
    try {
      collect(batch.values);
    } catch (error) {
      batch.takeBack();
      throw error;
    }
    if (batch !== this.#batch) {
      // A getter of an author's object has sent something itself, which comes first.
      const values = batch.takeBack();
      this.sendValues(template, (next) => {
        next.add(values);
      });
      return;
    }
    batch.complete();
    if (batch.isFull) this.#endBatch();
    this.#flushInTime();
  }

  /** Sends a response of any size in chunks. */
  #sendResponse(message: object, { pieces }: JsonText): void {
    // What came before it does not belong to it.
    this.flush();
    this.#sendLarge(() => {
      this.#add(`${stringifyMessage({ ...message, result: undefined }).slice(0, -1)},"result":`);
      for (const piece of pieces) {
        this.#add(piece);
        if (this.#length >= CHUNK_LENGTH) this.#write();
      }
      this.#add("}\n");
    });
    this.#flushSoon();
  }

  /** Resolves when the client has read enough to send more. */
  async writable(): Promise<void> {
    while (this.#congested) {
      // One promise for all callers, so that none of them clears a congestion that began after it.
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
    this.#endBatch();
    if (this.#length === 0) return;
    if (this.#length >= LARGE_LENGTH) {
      this.#sendLarge(() => {
        this.#write();
      });
      return;
    }
    this.#expectReader(this.#limit);
    this.#write();
  }

  /** The client is not given up for not having read it yet. */
  #sendLarge(write: () => void): void {
    this.#expectReader(MAX_WAITING_BEFORE_LARGE_BYTES);
    const { backlog } = this.transport;
    write();
    this.#limit += Math.max(0, this.transport.backlog - backlog);
  }

  #expectReader(limit: number): void {
    const { backlog } = this.transport;
    if (backlog < MAX_WAITING_BYTES) this.#limit = MAX_WAITING_BYTES;
    if (backlog < limit || this.#isGivenUp) return;
    this.#isGivenUp = true;
    this.giveUp(
      new Error(
        `The client does not read fast enough: ${Math.round(backlog / 1024 / 1024)} MiB are waiting to be sent. The integration exits`,
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

  #flushInTime(): void {
    if (this.#length >= CHUNK_LENGTH) this.flush();
    else this.#flushSoon();
  }

  #endBatch(): void {
    const batch = this.#batch;
    this.#batch = undefined;
    if (batch && batch.times > 0) this.#add(batch.toJson());
  }

  #add(text: WireText): void {
    this.#endBatch();
    this.#pending.push(text);
    this.#length += text.length;
  }

  #write(): void {
    const texts = this.#pending;
    this.#pending = [];
    this.#length = 0;
    if (!this.#isGivenUp && !this.transport.write(texts)) this.#congested = true;
  }
}
