import type { CompactJson } from "@galaxy-kit/protocol";

/** What is sent: text, or what becomes text. `join` turns all of it into text. */
export type WireText = string | CompactJson;

/** The events of a transport. */
export interface TransportEvents {
  /** Bytes have arrived, in chunks of any size. */
  data(chunk: Uint8Array): void;
  /** The other side has hung up, or the connection broke. */
  end(error?: Error): void;
  /** The connection was lost for a reason on this side. */
  lost(error: Error): void;
}

/** The connection to the client as the kernel uses it. It can be a socket, or two linked ends in a test. */
export interface Transport {
  /** How much written text has not left yet, roughly in bytes. */
  readonly backlog: number;

  listen(events: TransportEvents): void;

  /** Sends texts, one right after the other. Returns false if the caller should wait for {@link drained} before sending more. */
  write(texts: readonly WireText[]): boolean;

  /** Resolves when there is room for more, or when the connection is closed. */
  drained(): Promise<void>;

  /** Sends what is left, then hangs up. */
  close(): Promise<void>;
}
