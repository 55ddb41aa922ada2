/** As much as is written at once, with room for the end of the last line. */
const SLOT_BYTES = 320 * 1024;
/** As much as may be on its way before the writer waits. */
const SLOTS = 5;

/** What may be left of a slot if another character would not have fit. */
const MAX_CHARACTER_BYTES = 4;

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

  /**
   * Returns the texts as bytes in shared memory, which stay the same until they are sent.
   *
   * @param written - how much was written before
   * @param sent - how much of that was sent
   */
  encode(texts: readonly string[], written: number, sent: number): Uint8Array {
    return this.#intoSlot(texts, written, sent) ?? intoOwnMemory(texts);
  }

  /** Returns undefined if the next slot is still in use, or too small. */
  #intoSlot(texts: readonly string[], written: number, sent: number): Uint8Array | undefined {
    const slot = this.#slots[this.#next];
    if (!slot || slot.busyUntil > sent || lengthOf(texts) > SLOT_BYTES) return undefined;
    const length = writeAll(texts, slot.memory);
    if (length > SLOT_BYTES - MAX_CHARACTER_BYTES) return undefined;
    slot.busyUntil = written + length;
    this.#next = (this.#next + 1) % SLOTS;
    return slot.memory.subarray(0, length);
  }
}

/** The number of characters in all texts. */
export function lengthOf(texts: readonly string[]): number {
  let length = 0;
  for (const text of texts) length += text.length;
  return length;
}

function intoOwnMemory(texts: readonly string[]): Uint8Array {
  const memory = share(texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0));
  writeAll(texts, memory);
  return memory;
}

function share(bytes: number): Buffer {
  return Buffer.from(new SharedArrayBuffer(bytes));
}

/** Returns how many bytes were written; characters that do not fit are left out. */
function writeAll(texts: readonly string[], memory: Buffer): number {
  let position = 0;
  for (const text of texts) position += memory.write(text, position);
  return position;
}
