import { LineFramer, type Transport, type TransportEvents, type WireText } from "@galaxy-kit/kernel/internal";

/** Events on the test's side of the link. */
export interface LinkEvents {
  line(text: string): void;
  closed(): void;
}

/**
 * A transport that connects an integration to a test in the same process. It transfers bytes, so that framing and JSON are
 * part of every test.
 */
export class LinkedTransport implements Transport {
  /** The test reads everything immediately. */
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

  write(texts: readonly WireText[]): boolean {
    if (this.#open) this.#framer.push(Buffer.from(texts.join("")));
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

  /** Sends text from the client to the integration. */
  deliver(text: string): void {
    this.#events?.data(Buffer.from(text));
  }

  /** Closes the connection on the client's side. */
  hangUp(): void {
    this.#events?.end();
  }
}
