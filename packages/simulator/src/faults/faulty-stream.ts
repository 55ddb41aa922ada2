import { Socket } from "node:net";
import { Duplex } from "node:stream";
import type { Clock } from "../clock.js";

/** Short enough to be a flow, long enough for whole messages. In ms. */
const SIP = 50;

/** A stream around another one, which it reads and writes as badly as it is told to. */
export class FaultyStream extends Duplex {
  #bytesPerSecond = Infinity;
  #pieceSize = Infinity;
  #isWanted = false;
  #rest: unknown;

  constructor(
    private readonly inner: Duplex,
    private readonly clock: Clock,
  ) {
    super({ allowHalfOpen: false });
    inner.on("readable", this.#pull);
    inner.once("end", () => this.push(null));
    inner.once("close", () => {
      this.clock.clearTimeout(this.#rest);
      // What was read to its end is still to be taken from here.
      if (!inner.readableEnded) this.destroy();
    });
  }

  readAtMost(bytesPerSecond: number): void {
    this.#bytesPerSecond = bytesPerSecond;
    this.clock.clearTimeout(this.#rest);
    this.#rest = undefined;
    this.#pull();
  }

  writeInPiecesOf(bytes: number): void {
    this.#pieceSize = bytes;
  }

  reset(): void {
    if (this.inner instanceof Socket) this.inner.resetAndDestroy();
  }

  override _read(): void {
    this.#isWanted = true;
    this.#pull();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, callback: () => void): void {
    const writeFrom = (start: number): void => {
      const end = Math.min(start + this.#pieceSize, chunk.length);
      // A failure is told by the close of the stream.
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
    while (this.#isWanted && this.#rest === undefined && this.#bytesPerSecond > 0) {
      const most = Math.ceil((this.#bytesPerSecond * SIP) / 1000);
      const { readableLength } = this.inner;
      const chunk = this.inner.read(readableLength > most ? most : undefined) as Buffer | null;
      if (chunk === null) return;
      this.#isWanted = this.push(chunk);
      if (this.#bytesPerSecond < Infinity) this.#pauseAfter(chunk.length);
    }
  };

  #pauseAfter(bytes: number): void {
    this.#rest = this.clock.setTimeout(
      () => {
        this.#rest = undefined;
        this.#pull();
      },
      (bytes / this.#bytesPerSecond) * 1000,
    );
  }
}
