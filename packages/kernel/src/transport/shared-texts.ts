/** As much as is written at once, with room for the end of the last line. */
const SLOT_BYTES = 320 * 1024;
/** As much as may be on its way before the writer waits. */
const SLOTS = 5;

/** Less takes no longer to copy. */
const MIN_LENGTH = 4 * 1024;

/** What may be left of a slot if another character would not have fit. */
const MAX_CHARACTER_BYTES = 4;

/** Where texts are in the shared memory, as bytes. */
export interface SharedBytes {
  readonly start: number;
  readonly length: number;
}

/**
 * Memory that two threads see: texts are encoded into it once, and sent from there. A message between threads would copy them
 * four times more, and leave garbage in both.
 */
export class SharedTexts {
  readonly memory = new Uint8Array(new SharedArrayBuffer(SLOTS * SLOT_BYTES));
  readonly #bytes = Buffer.from(this.memory.buffer);
  /** How much must have been sent before a slot can be used again. Slots are used in turn. */
  readonly #busyUntil = new Array<number>(SLOTS).fill(0);
  #next = 0;

  /**
   * Returns undefined if the texts do not fit, or if the next slot is still in use.
   *
   * @param written - how much was written before
   * @param sent - how much of that was sent
   */
  encode(texts: readonly string[], written: number, sent: number): SharedBytes | undefined {
    const slot = this.#next;
    if ((this.#busyUntil[slot] ?? 0) > sent || !isWorthwhile(texts)) return undefined;
    const start = slot * SLOT_BYTES;
    const end = start + SLOT_BYTES;
    let position = start;
    for (const text of texts) position += this.#bytes.write(text, position, end - position);
    if (position > end - MAX_CHARACTER_BYTES) return undefined;
    const length = position - start;
    this.#busyUntil[slot] = written + length;
    this.#next = (slot + 1) % SLOTS;
    return { start, length };
  }
}

function isWorthwhile(texts: readonly string[]): boolean {
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  return length >= MIN_LENGTH && length < SLOT_BYTES;
}
