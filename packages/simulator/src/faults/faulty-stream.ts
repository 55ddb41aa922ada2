import { Socket } from "node:net";
import { Duplex } from "node:stream";
import type { Clock } from "../clock.js";

/** How much is read at once: short enough for a steady flow, long enough for whole messages. */
const SLICE_MS = 50;

/** A stream around another one, which it can read slowly and write in pieces. */
export class FaultyStream extends Duplex {
  #bytesPerSecond = Infinity;
  #pieceSize = Infinity;
  #isReading = false;
  #pauseTimer: unknown;

  constructor(
    private readonly inner: Duplex,
    private readonly clock: Clock,
  ) {
    super({ allowHalfOpen: false });
    inner.on("readable", this.#pull);
    inner.once("end", () => this.push(null));
    inner.once("close", () => {
      this.clock.clearTimeout(this.#pauseTimer);
      // If the inner stream has ended, its last data may still have to be read from here.
      if (!inner.readableEnded) this.destroy();
    });
  }

  readAtMost(bytesPerSecond: number): void {
    this.#bytesPerSecond = bytesPerSecond;
    this.clock.clearTimeout(this.#pauseTimer);
    this.#pauseTimer = undefined;
    this.#pull();
  }

  writeInPiecesOf(bytes: number): void {
    this.#pieceSize = bytes;
  }

  reset(): void {
    if (this.inner instanceof Socket) this.inner.resetAndDestroy();
  }

  override _read(): void {
    this.#isReading = true;
    this.#pull();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, callback: () => void): void {
    const writeFrom = (start: number): void => {
      const end = Math.min(start + this.#pieceSize, chunk.length);
      // A failure closes the stream.
      this.inner.write(chunk.subarray(start, end), () => {
        if (end < chunk.length && !this.inner.destroyed) writeFrom(end);
        else callback();
      });
    };
    writeFrom(0);
  }

  override _final(callback: () => void): void {
    this.inner.end(() => {
      callback();
    });
  }

  override _destroy(error: Error | null, callback: (error: Error | null) => void): void {
    this.inner.destroy();
    callback(error);
  }

  readonly #pull = (): void => {
    while (this.#isReading && this.#pauseTimer === undefined && this.#bytesPerSecond > 0) {
      const max = Math.ceil((this.#bytesPerSecond * SLICE_MS) / 1000);
      const { readableLength } = this.inner;
      const chunk = this.inner.read(readableLength > max ? max : undefined) as Buffer | null;
      if (chunk === null) return;
      this.#isReading = this.push(chunk);
      if (this.#bytesPerSecond < Infinity) this.#pauseAfter(chunk.length);
    }
  };

  #pauseAfter(bytes: number): void {
    this.#pauseTimer = this.clock.setTimeout(
      () => {
        this.#pauseTimer = undefined;
        this.#pull();
      },
      (bytes / this.#bytesPerSecond) * 1000,
    );
  }
}
