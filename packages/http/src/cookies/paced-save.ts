import type { Awaitable, Clock, Lifetime, Logger } from "@galaxy-kit/sdk";
import type { Background } from "@galaxy-kit/sdk/extend";

/** What changes together is saved together. */
const DELAY_MS = 100;
/** How far apart two saves are at least. */
const PAUSE_MS = 5000;

/** What a {@link PacedSave} needs of a run. */
export interface PacedSaveParts {
  readonly clock: Clock;
  readonly background: Background;
  readonly lifetime: Lifetime;
  readonly log: Logger;
}

/** Saves soon after a change, at most every five seconds, and once at the end. */
export class PacedSave {
  #isDirty = false;
  #isPlanned = false;
  /** The last saving; one follows the other. */
  #saving: Promise<void> = Promise.resolve();

  constructor(
    private readonly save: () => Awaitable<void>,
    private readonly parts: PacedSaveParts,
  ) {
    parts.lifetime.onShutdown(() => this.#saveIfDirty());
  }

  /** Something has changed. */
  request(): void {
    this.#isDirty = true;
    if (this.#isPlanned || this.parts.lifetime.signal.aborted) return;
    this.#isPlanned = true;
    this.parts.background.run("Saving cookies", (signal) => this.#saveSoon(signal));
  }

  async #saveSoon(signal: AbortSignal): Promise<void> {
    const { clock } = this.parts;
    try {
      await clock.sleep(DELAY_MS, signal);
      while (this.#isDirty) {
        await this.#saveIfDirty();
        await clock.sleep(PAUSE_MS, signal);
      }
    } catch {
      // The integration closes, which saves what is left.
    } finally {
      this.#isPlanned = false;
    }
  }

  #saveIfDirty(): Promise<void> {
    return (this.#saving = this.#saving.then(() => this.#trySave()));
  }

  async #trySave(): Promise<void> {
    if (!this.#isDirty) return;
    this.#isDirty = false;
    try {
      await this.save();
    } catch (error) {
      this.parts.log.warn("The cookies could not be saved; the next start uses those saved before", { error });
    }
  }
}
