/** What a transport tells. */
export interface TransportEvents {
  /** Bytes have come, cut anywhere. */
  data(chunk: Uint8Array): void;
  /** The other side has hung up, or the connection broke. */
  end(error?: Error): void;
  /** The connection is gone, and that is no doing of the other side. */
  lost(error: Error): void;
}

/**
 * The connection to the client, reduced to what the kernel needs, so that it can be a socket, or two linked ends in a test.
 */
export interface Transport {
  /** How much of what was written has not left yet, roughly in bytes. */
  readonly backlog: number;

  listen(events: TransportEvents): void;

  /** Takes text to send; false when it has more than it likes, see {@link drained}. */
  write(text: string): boolean;

  /** Resolves when it can take more, or never will because it is closed. */
  drained(): Promise<void>;

  /** Sends what it still has, then hangs up. */
  close(): Promise<void>;
}
