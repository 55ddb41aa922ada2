import type { ExpanderSettings } from "./messages.js";

/** Node has it; TypeScript declares it for browsers only. */
declare const WebAssembly: {
  readonly Module: new (code: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

/** What assembly/expander.ts exports. Its parameters and its result are positions in the memory. */
interface Assembly {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly expand: (
    program: number,
    times: number,
    numbers: number,
    others: number,
    json: number,
    counts: number,
  ) => number;
}

/** Sends bytes, and calls back when they have been sent. */
type Send = (bytes: Uint8Array, sent?: () => void) => void;

/** Adds the text of templates to values that come without it. See `FrameWriter`, which writes them. */
export class Expander {
  readonly #headerLength = 20;
  readonly #bytesPerNumber = 8;
  /** Whole words are read and written, so up to seven bytes too many. */
  readonly #excess = 7;
  /** The memory has counts of items, programs, values, and blocks of JSON. One of the blocks is spare. */
  readonly #counts = 0;
  #programsEnd = 1024;
  readonly #values: number;
  readonly #spareBlock: number;
  /** Few, because a response to a ping waits until the client has read them. */
  readonly #blockCount = 3;
  readonly #unusedBlocks: number[];
  /** The positions of programs, by number. */
  readonly #programs: number[] = [];
  #assembly: Assembly | undefined;
  #memory = new Uint8Array();

  constructor(private readonly settings: ExpanderSettings) {
    const { maxPrograms, maxValues, maxJson } = settings;
    this.#values = this.#programsEnd + maxPrograms;
    this.#spareBlock = this.#values + maxValues;
    this.#unusedBlocks = Array.from(
      { length: this.#blockCount },
      (_, index) => this.#spareBlock + (index + 1) * maxJson,
    );
  }

  /** Whether as much as is usually written at once can be expanded without a copy of it. */
  get hasRoom(): boolean {
    return this.#unusedBlocks.length > 1;
  }

  define(number: number, program: Uint8Array): void {
    if (!this.#assembly) this.#start();
    this.#memory.set(program, this.#programsEnd);
    this.#programs[number] = this.#programsEnd;
    this.#programsEnd += program.length;
  }

  #start(): void {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(this.settings.module, "base64")));
    this.#assembly = exports as Assembly;
    this.#memory = new Uint8Array(this.#assembly.memory.buffer);
  }

  /** @param done - called when everything has been sent */
  expand(frames: Uint8Array, send: Send, done: () => void): void {
    const headers = new DataView(frames.buffer, frames.byteOffset, frames.length);
    const { maxJson } = this.settings;
    let block = 0;
    let end = 0;
    const flush = (sent?: () => void): void => {
      if (end > block) this.#sendBlock(block, end, send, sent);
      end = block = 0;
    };
    for (let start = 0; start < frames.length;) {
      const program = this.#programs[headers.getUint32(start, true)];
      const times = headers.getUint32(start + 4, true);
      const numbersLength = this.#bytesPerNumber * headers.getUint32(start + 8, true);
      const length = numbersLength + headers.getUint32(start + 12, true);
      const maxLength = headers.getUint32(start + 16, true);
      start += this.#headerLength;
      const content = frames.subarray(start, start + length);
      start += length;
      const isLast = start === frames.length;
      if (program === undefined || !this.#assembly) {
        flush();
        send(content, isLast ? done : undefined);
        continue;
      }
      if (end - block + maxLength + this.#excess > maxJson) flush();
      if (block === 0) block = end = this.#unusedBlocks.pop() ?? this.#spareBlock;
      this.#memory.set(content, this.#values);
      end = this.#assembly.expand(program, times, this.#values, this.#values + numbersLength, end, this.#counts);
      if (isLast) flush(done);
    }
  }

  #sendBlock(block: number, end: number, send: Send, sent?: () => void): void {
    const json = this.#memory.subarray(block, end);
    if (block === this.#spareBlock) send(json.slice(), sent);
    else
      send(json, () => {
        this.#unusedBlocks.push(block);
        sent?.();
      });
  }
}
