import { isPlainObject } from "@galaxy-kit/protocol";
import type { JournalEntry } from "./journal-entry.js";
import type { LogCause, LogText } from "./log-entry.js";

/** What is written later than that is not taken for the work of the latest message. In ms. */
const A_MOMENT = 1_000;

/** A call that takes longer, among so many that came after it, is not known any more. */
const REMEMBERED_REQUESTS = 1_000;

type Sent = Pick<JournalEntry, "number" | "method" | "time">;

/** Finds out which message an integration was working on when it wrote a line. */
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
    const certain = isPlainObject(handling) ? this.#find(handling) : undefined;
    if (certain) return { number: certain.number, certain: true };
    if (!this.#latest || time - this.#latest.time > A_MOMENT) return undefined;
    return { number: this.#latest.number, certain: false };
  }

  #find({ id, method }: Readonly<Record<string, unknown>>): Sent | undefined {
    // A notification has no id: of several that are alike, it is taken to be the latest.
    const sent = id === undefined ? this.#notifications.get(method) : this.#requests.get(id);
    return sent?.method === method ? sent : undefined;
  }

  /** Each session counts from "0", and the latest one is meant. */
  #remember(id: unknown, sent: Sent): void {
    this.#requests.delete(id);
    this.#requests.set(id, sent);
    if (this.#requests.size <= REMEMBERED_REQUESTS) return;
    const [oldest] = this.#requests.keys();
    this.#requests.delete(oldest);
  }
}
