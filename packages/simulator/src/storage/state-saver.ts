import type { Differences } from "../comparison/differences.js";
import type { Knowledge } from "../knowledge/knowledge.js";
import type { Recorder } from "../reporting/recorder.js";
import type { Store, StoredRecord } from "./store.js";

/** Saves credentials and cache to a store, and at the end what is known of the library. Failures are reported, and the session continues. */
export class StateSaver {
  #isOpen = false;
  #isFailing = false;
  /** What remains to be saved: only the latest record matters. `null` means to wipe the store. */
  #pending: StoredRecord | null | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: Store,
    private readonly knowledge: Knowledge,
    private readonly recorder: Recorder,
    private readonly differences: Differences,
  ) {
    recorder.events.on("changed", ({ subject }) => {
      if (subject === "credentials" || subject === "cache") this.#save(this.#current());
      if (subject === "wiped") this.#save(null);
    });
  }

  /** Loads the stored record into the client, which is authoritative from then on. */
  async open(): Promise<void> {
    if (this.#isOpen) return;
    const { record, problems } = await this.store.open();
    this.#isOpen = true;
    for (const message of problems) this.#report(message);
    const library = await this.store.library?.read();
    if (library) this.differences.compareWith(library);
    if (!record) return;
    this.knowledge.setCredentials(record.credentials);
    this.knowledge.setCache(record.cache);
  }

  /** Resolves when everything has been saved, or saving has failed. */
  async settled(): Promise<void> {
    await this.#writing;
  }

  async close(): Promise<void> {
    await this.settled();
    if (!this.#isOpen) return;
    this.#isOpen = false;
    await this.#saveLibrary();
    await this.#release();
  }

  async #saveLibrary(): Promise<void> {
    const known = this.differences.known();
    if (!known) return;
    await this.store.library?.save(known).catch((error: unknown) => {
      this.#report(`what is known of the library could not be saved: ${String(error)}`);
    });
  }

  async #release(): Promise<void> {
    await this.store.close().catch((error: unknown) => {
      this.#report(`the store could not be closed: ${String(error)}`);
    });
  }

  #current(): StoredRecord {
    const { credentials, cache } = this.knowledge.library;
    return { cache, ...(credentials && { credentials }) };
  }

  #save(record: StoredRecord | null): void {
    const isWriting = this.#pending !== undefined;
    this.#pending = record;
    if (!isWriting) this.#writing = this.#writing.then(() => this.#writePending());
  }

  async #writePending(): Promise<void> {
    const record = this.#pending;
    this.#pending = undefined;
    if (record === undefined) return;
    try {
      await (record === null ? this.store.wipe() : this.store.save(record));
      this.#isFailing = false;
    } catch (error) {
      // Otherwise, a full disk would be reported with every push.
      if (!this.#isFailing) {
        const message = error instanceof Error ? error.message : String(error);
        this.#report(`the login and the cache could not be ${record === null ? "deleted" : "saved"}: ${message}`);
      }
      this.#isFailing = true;
    }
    // Saving a late change has opened the store again.
    if (!this.#isOpen) await this.#release();
  }

  #report(message: string): void {
    // A warning: it is not the integration's fault.
    this.recorder.problem({ kind: "storage", severity: "warning", message });
  }
}
