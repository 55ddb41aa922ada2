import { LineFramer, type Transport, type TransportEvents } from "@galaxy-kit/kernel/internal";

/** What the integration's side of the link tells the test's side. */
export interface LinkEvents {
  line(text: string): void;
  closed(): void;
}

/**
 * Two linked ends in one process: the integration holds the transport, the test the rest. Real bytes cross, so that framing
 * and JSON are part of every test.
 */
export class LinkedTransport implements Transport {
  /** The test takes everything at once. */
  readonly backlog = 0;
  #events: TransportEvents | undefined;
  readonly #framer: LineFramer;
  #open = true;

  constructor(private readonly link: LinkEvents) {
    this.#framer = new LineFramer({
      line: (text) => {
        link.line(text);
      },
      tooLong: () => undefined,
    });
  }

  listen(events: TransportEvents): void {
    this.#events = events;
  }

  write(text: string): boolean {
    if (this.#open) this.#framer.push(Buffer.from(text));
    return true;
  }

  drained(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.#open = false;
    this.link.closed();
    return Promise.resolve();
  }

  /** Bytes from the client. */
  deliver(text: string): void {
    this.#events?.data(Buffer.from(text));
  }

  /** The client hangs up. */
  hangUp(): void {
    this.#events?.end();
  }
}
