import { isPlainObject } from "@galaxy-kit/protocol";
import type { JournalEntry } from "./journal-entry.js";
import type { LogCause, LogText } from "./log-entry.js";

/** Lines written later than this are not attributed to the last message. */
const MAX_GAP_MS = 1_000;

/** Older requests are forgotten, even if they are still in progress. */
const MAX_REQUESTS = 1_000;

type Sent = Pick<JournalEntry, "number" | "method" | "time">;

/** Finds out what an integration was doing when it wrote a log line. */
export class Causes {
  /** By id. */
  readonly #requests = new Map<unknown, Sent>();
  /** By method. */
  readonly #notifications = new Map<unknown, Sent>();
  #latest: Sent | undefined;

  note({ direction, type, number, method, id, time }: JournalEntry): void {
    if (direction !== "sent") return;
    const sent: Sent = { number, time, ...(method !== undefined && { method }) };
    this.#latest = sent;
    if (type === "notification") this.#notifications.set(method, sent);
    if (type === "request") this.#remember(id, sent);
  }

  of({ fields }: LogText, time: number): LogCause | undefined {
    const handling = fields?.["handling"];
    if (isPlainObject(handling)) {
      const certain = this.#find(handling);
      if (certain) return { number: certain.number, certain: true };
      if (typeof handling["job"] === "string") return { job: handling["job"] };
      // The integration knows that no message has caused the line.
      if (Object.keys(handling).length === 0) return undefined;
    }
    if (!this.#latest || time - this.#latest.time > MAX_GAP_MS) return undefined;
    return { number: this.#latest.number, certain: false };
  }

  #find({ id, method }: Readonly<Record<string, unknown>>): Sent | undefined {
    // A notification has no id: of several with the same method, assume the latest.
    const sent = id === undefined ? this.#notifications.get(method) : this.#requests.get(id);
    return sent?.method === method ? sent : undefined;
  }

  /** Each session starts its ids at "0"; the latest session counts. */
  #remember(id: unknown, sent: Sent): void {
    this.#requests.delete(id);
    this.#requests.set(id, sent);
    if (this.#requests.size <= MAX_REQUESTS) return;
    const [oldest] = this.#requests.keys();
    this.#requests.delete(oldest);
  }
}
