import type { Duplex } from "node:stream";
import { setImmediate as nextTurn } from "node:timers/promises";
import { detailOf } from "../wire/excerpt.js";
import { LineSplitter } from "../wire/line-splitter.js";
import { Peer, type PeerHandlers } from "../wire/peer.js";
import type { ClientContext } from "./client-context.js";

/** Connects a peer to a stream. `onClosed` is called once, when the stream has closed and everything received has been processed. */
export function attachPeer(stream: Duplex, handlers: PeerHandlers, client: ClientContext, onClosed: () => void): Peer {
  const { recorder, clock, maxLineBytes } = client;
  const send = (line: string): void => {
    if (stream.writable) stream.write(line);
  };
  const peer = new Peer(send, handlers, recorder, clock);

  const queue: Buffer[] = [];
  const line = (bytes: Buffer): void => {
    queue.push(bytes);
  };
  const tooLong = (beginning: Buffer): void => {
    const message = `a line of more than ${maxLineBytes} bytes was discarded`;
    recorder.problem({ kind: "line-too-long", message });
    peer.discard(beginning, message);
  };
  const lines = new LineSplitter({ line, tooLong }, maxLineBytes);

  /** Lets the code that awaits a response continue before the next line is handled, which may depend on it. */
  const process = async (): Promise<void> => {
    for (const bytes of queue.splice(0)) {
      if (peer.receive(bytes)) await nextTurn();
    }
  };
  let working = Promise.resolve();
  stream.on("data", (chunk: Buffer | string) => {
    lines.push(typeof chunk === "string" ? Buffer.from(chunk) : chunk);
    stream.pause();
    working = working.then(process);
    void working.then(() => stream.resume());
  });

  let closed = false;
  const close = (): void => {
    if (closed) return;
    closed = true;
    void working.then(() => {
      reportRest(lines.rest());
      onClosed();
    });
  };
  const reportRest = (rest: Buffer): void => {
    if (rest.length === 0) return;
    const message = "the connection closed in the middle of a line";
    recorder.problem({ kind: "unfinished-line", message, ...detailOf(rest.toString("utf8"), recorder.masking) });
  };
  stream.once("end", close);
  stream.once("close", close);
  return peer;
}
