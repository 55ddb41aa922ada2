import type { Duplex } from "node:stream";
import { ActionRefusedError } from "../action-refused.js";
import type { Clock } from "../clock.js";
import type { Recorder } from "../reporting/recorder.js";
import { FaultyStream } from "./faulty-stream.js";

/** How the connection of a client that dies looks from the other side. */
export type ConnectionLoss =
  /** The system of the client closes it in an orderly way. */
  | "end of file"
  /** The system of the client knows nothing of it any more: what is read or written from now on fails. */
  | "reset";

/** The client's end of the wire, which can be made to misbehave. What is set stays for the sessions that follow. */
export interface Wire {
  /** Reads no faster than that; with 0 not at all, with `Infinity` as fast as it can. */
  readAtMost(bytesPerSecond: number): void;
  /** Writes pieces of so many bytes, each on its own; with `Infinity` whole messages again. */
  writeInPiecesOf(bytes: number): void;
  /** Sends bytes as they are: the end of a line is the caller's to add. */
  sendRaw(bytes: string | Uint8Array): void;
}

/** Puts what is wrong with the wire between a conversation and its stream. */
export class FaultyWire implements Wire {
  #stream: FaultyStream | undefined;
  #bytesPerSecond = Infinity;
  #pieceSize = Infinity;

  constructor(
    private readonly clock: Clock,
    private readonly recorder: Recorder,
  ) {}

  readAtMost(bytesPerSecond: number): void {
    if (!(bytesPerSecond >= 0)) throw new RangeError(`expected bytes a second, 0 or more, found ${bytesPerSecond}`);
    this.#bytesPerSecond = bytesPerSecond;
    this.#stream?.readAtMost(bytesPerSecond);
  }

  writeInPiecesOf(bytes: number): void {
    if (!(bytes >= 1)) throw new RangeError(`expected a number of bytes, 1 or more, found ${bytes}`);
    this.#pieceSize = bytes;
    this.#stream?.writeInPiecesOf(bytes);
  }

  sendRaw(bytes: string | Uint8Array): void {
    if (!this.#stream?.writable) throw new ActionRefusedError("sendRaw: there is no connection to send it on");
    const raw = Buffer.from(bytes as string);
    this.#stream.write(raw);
    this.recorder.message({ direction: "sent", type: "unreadable", line: raw });
  }

  /** The stream as the conversation is to see it. */
  over(stream: Duplex): Duplex {
    this.#stream = new FaultyStream(stream, this.clock);
    this.#stream.readAtMost(this.#bytesPerSecond);
    this.#stream.writeInPiecesOf(this.#pieceSize);
    return this.#stream;
  }

  break(death: ConnectionLoss): void {
    if (death === "reset") this.#stream?.reset();
    this.#stream?.destroy();
  }
}
