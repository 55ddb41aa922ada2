import { type Awaitable, Clock, Lifetime, Logger, token } from "@galaxy-kit/sdk";
import { Background } from "@galaxy-kit/sdk/extend";

/** How far apart two saves are at least. */
const PAUSE_MS = 5_000;
/** What is set together is saved together. */
const DELAY_MS = 100;

/** What a run gives to a {@link Saver}. */
export interface SaverParts {
  readonly clock: Clock;
  readonly lifetime: Lifetime;
  readonly background: Background;
  readonly log: Logger;
}

/** The parts of this run. */
export const SAVER_PARTS = token<SaverParts>("SAVER_PARTS", {
  inject: [Clock, Lifetime, Background, Logger],
  make: (clock: Clock, lifetime: Lifetime, background: Background, log: Logger): SaverParts => ({
    clock,
    lifetime,
    background,
    log,
  }),
});

/** Saves soon after a change, at most every five seconds, and once at the end. */
export class Saver {
  #isDirty = false;
  #isSaving = false;
  #isWaiting = false;
  #isFailing = false;
  #saving: Promise<void> = Promise.resolve();
  #savedAt = -Infinity;

  /** @param subject - what is saved, for the log */
  constructor(
    private readonly subject: string,
    private readonly save: () => Awaitable<void>,
    private readonly parts: SaverParts,
  ) {
    parts.lifetime.onShutdown(async () => {
      await this.#saving;
      if (this.#isDirty) await this.#save();
    });
  }

  get isSaved(): boolean {
    return !this.#isDirty && !this.#isSaving;
  }

  /** Something has changed. */
  request(): void {
    this.#isDirty = true;
    if (this.#isWaiting || this.parts.lifetime.signal.aborted) return;
    this.#isWaiting = true;
    this.parts.background.run(`Saving ${this.subject}`, (signal) => this.#saveLater(signal));
  }

  async #saveLater(signal: AbortSignal): Promise<void> {
    while (this.#isDirty && !signal.aborted) {
      // It rejects when the integration closes, which saves what is left.
      await this.parts.clock.sleep(this.#delay(), signal).then(
        () => this.#save(),
        () => undefined,
      );
    }
    this.#isWaiting = false;
  }

  #delay(): number {
    const sinceLast = this.parts.clock.now() - this.#savedAt;
    // Negative if the clock was set back.
    return sinceLast >= 0 && sinceLast < PAUSE_MS - DELAY_MS ? PAUSE_MS - sinceLast : DELAY_MS;
  }

  #save(): Promise<void> {
    this.#saving = this.#trySave();
    return this.#saving;
  }

  async #trySave(): Promise<void> {
    this.#isDirty = false;
    this.#isSaving = true;
    this.#savedAt = this.parts.clock.now();
    try {
      await this.save();
      if (this.#isFailing) this.parts.log.info(`${this.subject} can be saved again`);
      this.#isFailing = false;
    } catch (error) {
      this.#isDirty = true;
      if (!this.#isFailing)
        this.parts.log.warn(`${this.subject} cannot be saved; the next attempts are not logged`, { error });
      this.#isFailing = true;
    }
    this.#isSaving = false;
  }
}
