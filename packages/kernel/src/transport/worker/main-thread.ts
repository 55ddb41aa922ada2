import type { ToMain } from "./messages.js";

interface Delivery {
  readonly number: number;
  readonly at: number;
  readonly size: number;
}

interface PendingReply {
  /** The delivery that the reply has to follow. */
  readonly after: number;
  readonly send: () => void;
}

/** The worker's view of the main thread: the deliveries that it has not taken yet. */
export class MainThread {
  /** A ping that has waited this long is answered out of order: the author's code is blocking the main thread. */
  readonly #pingTimeoutMs = 100;
  /** The memory that a delivery takes besides its bytes. */
  readonly #overhead = 512;
  readonly #pending: Delivery[] = [];
  readonly #replies: PendingReply[] = [];
  #delivered = 0;
  /** Until it has sent its first message, the integration answers pings itself; it may still fail to start. */
  #hasSent = false;
  #isGivenUp = false;
  #timer: NodeJS.Timeout | undefined;

  /** The memory that pending deliveries take, roughly in bytes. */
  size = 0;

  constructor(private readonly post: (message: ToMain, transferred?: readonly ArrayBuffer[]) => void) {}

  /** The delivery that it has to take next; the number stays the same as long as it takes nothing. */
  get next(): number | undefined {
    return this.#pending[0]?.number;
  }

  /** The integration has sent a message. */
  sent(): void {
    this.#hasSent = true;
  }

  /** Stops answering pings for it until it takes a delivery again. */
  giveUp(): void {
    this.#isGivenUp = true;
  }

  /** Delivers bytes; without any, only checks that it still takes deliveries. */
  deliver(bytes: Uint8Array = new Uint8Array()): void {
    const size = bytes.length + this.#overhead;
    this.#pending.push({ number: ++this.#delivered, at: performance.now(), size });
    this.size += size;
    const copy = new Uint8Array(bytes);
    this.post({ kind: "delivery", bytes: copy }, [copy.buffer]);
  }

  /** It has taken a delivery. */
  took(): void {
    this.#isGivenUp = false;
    this.size -= this.#pending.shift()?.size ?? 0;
    const next = this.next ?? Infinity;
    while ((this.#replies[0]?.after ?? Infinity) < next) this.#replies.shift()?.send();
  }

  /** Sends a reply when everything before it has been taken, or after a short timeout. */
  reply(send: () => void): void {
    const last = this.#pending.at(-1);
    if (!last) send();
    else {
      this.#replies.push({ after: last.number, send });
      if (!this.#timer) this.#wait();
    }
  }

  #wait(): void {
    this.#timer = setTimeout(() => {
      this.#sendOverdue();
    }, this.#pingTimeoutMs);
  }

  #sendOverdue(): void {
    this.#timer = undefined;
    const [oldest] = this.#pending;
    if (this.#replies.length === 0 || !oldest) return;
    const age = performance.now() - oldest.at;
    if (this.#hasSent && !this.#isGivenUp && age >= this.#pingTimeoutMs) {
      for (const { send } of this.#replies.splice(0)) send();
    } else {
      this.#wait();
    }
  }
}
