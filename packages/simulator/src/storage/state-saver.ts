import type { Knowledge } from "../knowledge/knowledge.js";
import type { Recorder } from "../reporting/recorder.js";
import type { Store, StoredRecord } from "./store.js";

/** Keeps credentials and cache in a store; what goes wrong there is reported, and the session goes on. */
export class StateSaver {
  #isOpen = false;
  #isFailing = false;
  /** What the store does not have yet; only the latest is worth writing. `null` is to be wiped. */
  #pending: StoredRecord | null | undefined;
  #working: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: Store,
    private readonly knowledge: Knowledge,
    private readonly recorder: Recorder,
  ) {
    recorder.events.on("changed", ({ subject }) => {
      if (subject === "credentials" || subject === "cache") this.#keep(this.#current());
      if (subject === "wiped") this.#keep(null);
    });
  }

  /** Hands what is stored to the client; from then on the client knows better than the store. */
  async open(): Promise<void> {
    if (this.#isOpen) return;
    const { record, problems } = await this.store.open();
    this.#isOpen = true;
    for (const message of problems) this.#report(message);
    if (!record) return;
    this.knowledge.setCredentials(record.credentials);
    this.knowledge.setCache(record.cache);
  }

  /** Answers when everything is saved, or cannot be. */
  async settled(): Promise<void> {
    await this.#working;
  }

  async close(): Promise<void> {
    await this.settled();
    if (!this.#isOpen) return;
    this.#isOpen = false;
    await this.#letGo();
  }

  async #letGo(): Promise<void> {
    await this.store.close().catch((error: unknown) => {
      this.#report(`the store could not be closed: ${String(error)}`);
    });
  }

  #current(): StoredRecord {
    const { credentials, cache } = this.knowledge.library;
    return { cache, ...(credentials && { credentials }) };
  }

  #keep(record: StoredRecord | null): void {
    const isWorking = this.#pending !== undefined;
    this.#pending = record;
    if (!isWorking) this.#working = this.#working.then(() => this.#work());
  }

  async #work(): Promise<void> {
    const record = this.#pending;
    this.#pending = undefined;
    if (record === undefined) return;
    try {
      await (record === null ? this.store.wipe() : this.store.save(record));
      this.#isFailing = false;
    } catch (error) {
      // A full disk would be reported with every push otherwise.
      if (!this.#isFailing) {
        const message = error instanceof Error ? error.message : String(error);
        this.#report(`login and cache could not be ${record === null ? "deleted" : "saved"}: ${message}`);
      }
      this.#isFailing = true;
    }
    // Whatever still comes after the end must not hold the store.
    if (!this.#isOpen) await this.#letGo();
  }

  #report(message: string): void {
    // No fault of the integration's.
    this.recorder.problem({ kind: "storage", severity: "warning", message });
  }
}
