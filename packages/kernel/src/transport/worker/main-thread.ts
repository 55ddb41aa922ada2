import type { ToMain } from "./messages.js";

interface Delivery {
  readonly number: number;
  readonly at: number;
  readonly size: number;
}

interface Reply {
  /** The delivery that it has to follow. */
  readonly behind: number;
  readonly give: () => void;
}

/** The worker's view of the main thread: what it was handed, and has not taken yet. */
export class MainThread {
  /** A ping that has waited so long is answered before what came before it: the author's code has the main thread. */
  readonly #patience = 100;
  /** What a delivery takes beside its bytes, which may be few. */
  readonly #overhead = 512;
  readonly #untaken: Delivery[] = [];
  readonly #replies: Reply[] = [];
  #delivered = 0;
  /** Up to its first word the integration has to answer pings itself: it may not even become one. */
  #hasSpoken = false;
  #isGivenUp = false;
  #timer: NodeJS.Timeout | undefined;

  /** How much memory is taken by what it still has to take, roughly in bytes. */
  size = 0;

  constructor(private readonly post: (message: ToMain, transferred?: readonly ArrayBuffer[]) => void) {}

  /** The delivery that it has to take next; the same number for as long as it takes nothing. */
  get next(): number | undefined {
    return this.#untaken[0]?.number;
  }

  spoke(): void {
    this.#hasSpoken = true;
  }

  /** Answers for it no longer, until it takes something again. */
  giveUp(): void {
    this.#isGivenUp = true;
  }

  /** Hands bytes over; without any, only asks whether it still takes something. */
  deliver(bytes: Uint8Array = new Uint8Array()): void {
    const size = bytes.length + this.#overhead;
    this.#untaken.push({ number: ++this.#delivered, at: performance.now(), size });
    this.size += size;
    const copy = new Uint8Array(bytes);
    this.post({ kind: "delivery", bytes: copy }, [copy.buffer]);
  }

  /** It has taken a delivery. */
  took(): void {
    this.#isGivenUp = false;
    this.size -= this.#untaken.shift()?.size ?? 0;
    const next = this.next ?? Infinity;
    while ((this.#replies[0]?.behind ?? Infinity) < next) this.#replies.shift()?.give();
  }

  /** Gives a reply when everything before it was taken, and at the latest in a moment. */
  reply(give: () => void): void {
    const last = this.#untaken.at(-1);
    if (!last) give();
    else {
      this.#replies.push({ behind: last.number, give });
      if (!this.#timer) this.#wait();
    }
  }

  #wait(): void {
    this.#timer = setTimeout(() => {
      this.#giveOverdue();
    }, this.#patience);
  }

  #giveOverdue(): void {
    this.#timer = undefined;
    const [oldest] = this.#untaken;
    if (this.#replies.length === 0 || !oldest) return;
    const age = performance.now() - oldest.at;
    if (this.#hasSpoken && !this.#isGivenUp && age >= this.#patience) {
      for (const { give } of this.#replies.splice(0)) give();
    } else {
      this.#wait();
    }
  }
}
