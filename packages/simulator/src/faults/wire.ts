import type { Duplex } from "node:stream";
import { ActionRefusedError } from "../action-refused.js";
import type { Clock } from "../clock.js";
import type { Recorder } from "../reporting/recorder.js";
import { FaultyStream } from "./faulty-stream.js";

/** How the integration loses the connection to a client that dies. */
export type ConnectionLoss =
  /** The operating system closes the connection in an orderly way. */
  | "end of file"
  /** The connection is reset: reading and writing fail from now on. */
  | "reset";

/** The client's end of the wire, which can be made to misbehave. The settings also apply to later sessions. */
export interface Wire {
  /** Limits how fast the client reads. 0 stops reading; `Infinity` removes the limit. */
  readAtMost(bytesPerSecond: number): void;
  /** Writes in pieces of this size. `Infinity` writes whole messages again. */
  writeInPiecesOf(bytes: number): void;
  /** Sends bytes unchanged, without adding the end of a line. */
  sendRaw(bytes: string | Uint8Array): void;
}

/** Applies the misbehavior to the stream of each session. */
export class FaultyWire implements Wire {
  #stream: FaultyStream | undefined;
  #bytesPerSecond = Infinity;
  #pieceSize = Infinity;

  constructor(
    private readonly clock: Clock,
    private readonly recorder: Recorder,
  ) {}

  readAtMost(bytesPerSecond: number): void {
    if (!(bytesPerSecond >= 0)) throw new RangeError(`expected bytes per second, 0 or more, found ${bytesPerSecond}`);
    this.#bytesPerSecond = bytesPerSecond;
    this.#stream?.readAtMost(bytesPerSecond);
  }

  writeInPiecesOf(bytes: number): void {
    if (!(bytes >= 1)) throw new RangeError(`expected a number of bytes, 1 or more, found ${bytes}`);
    this.#pieceSize = bytes;
    this.#stream?.writeInPiecesOf(bytes);
  }

  sendRaw(bytes: string | Uint8Array): void {
    if (!this.#stream?.writable) throw new ActionRefusedError("sendRaw: not connected");
    const raw = Buffer.from(bytes as string);
    this.#stream.write(raw);
    this.recorder.message({ direction: "sent", type: "unreadable", line: raw });
  }

  /** Returns the stream for a conversation to use instead of the given one. */
  over(stream: Duplex): Duplex {
    this.#stream = new FaultyStream(stream, this.clock);
    this.#stream.readAtMost(this.#bytesPerSecond);
    this.#stream.writeInPiecesOf(this.#pieceSize);
    return this.#stream;
  }

  break(loss: ConnectionLoss): void {
    if (loss === "reset") this.#stream?.reset();
    this.#stream?.destroy();
  }
}
