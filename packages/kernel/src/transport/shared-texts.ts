import { frameLength, type FrameWriter } from "./frames.js";
import type { WireText } from "./transport.js";

/** As much as is written at once, with room for the end of the last line. */
const SLOT_BYTES = 320 * 1024;
/** As much as may be on its way before the writer waits. */
const SLOTS = 5;

interface Slot {
  readonly memory: Buffer;
  /** How much must have been sent before it can be used again. */
  busyUntil: number;
}

/**
 * Memory that two threads share: texts are encoded into it once, and sent from there. A message between threads would copy them
 * four more times, and leave garbage in both.
 */
export class SharedTexts {
  /** Used in turn. New memory for each text would take longer, and accumulate until it is collected. */
  readonly #slots: readonly Slot[] = Array.from({ length: SLOTS }, () => ({ memory: share(SLOT_BYTES), busyUntil: 0 }));
  #next = 0;

  constructor(private readonly frames: FrameWriter) {}

  /**
   * Returns the texts as frames in shared memory, which stay the same until they are sent.
   *
   * @param written - how much was written before
   * @param sent - how much of that was sent
   */
  encode(texts: readonly WireText[], written: number, sent: number): Uint8Array {
    return this.#intoSlot(texts, written, sent) ?? this.#intoOwnMemory(texts);
  }

  /** Returns undefined if the next slot is still in use, or too small. */
  #intoSlot(texts: readonly WireText[], written: number, sent: number): Uint8Array | undefined {
    const slot = this.#slots[this.#next];
    if (!slot || slot.busyUntil > sent || lengthOf(texts) > SLOT_BYTES) return undefined;
    const length = this.frames.write(texts, slot.memory);
    if (length === undefined) return undefined;
    slot.busyUntil = written + length;
    this.#next = (this.#next + 1) % SLOTS;
    return slot.memory.subarray(0, length);
  }

  #intoOwnMemory(texts: readonly WireText[]): Uint8Array {
    const memory = share(frameLength(texts));
    const length = this.frames.write(texts, memory);
    // Too little only if the expander has no room for a text, and it is written completely.
    return length === undefined ? this.#intoOwnMemory(texts.map(String)) : memory.subarray(0, length);
  }
}

/** Shorter texts are faster to send as they are than through memory for them. */
const MIN_LENGTH = 4 * 1024;

export function areShort(texts: readonly WireText[]): boolean {
  return lengthOf(texts) < MIN_LENGTH;
}

/** How long all texts are, in characters and without what is added to them later. */
function lengthOf(texts: readonly WireText[]): number {
  let length = 0;
  for (const text of texts) length += text.length;
  return length;
}

function share(bytes: number): Buffer {
  return Buffer.from(new SharedArrayBuffer(bytes));
}
