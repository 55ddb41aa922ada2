import { type Awaitable, Clock, Lifetime, Logger, token } from "@galaxy-kit/sdk";
import { Background, Monitor } from "@galaxy-kit/sdk/extend";

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
  readonly monitor: Monitor;
}

/** The parts of this run. */
export const SAVER_PARTS = token<SaverParts>("SAVER_PARTS", {
  inject: [Clock, Lifetime, Background, Logger, Monitor],
  make: (clock: Clock, lifetime: Lifetime, background: Background, log: Logger, monitor: Monitor): SaverParts => ({
    clock,
    lifetime,
    background,
    log,
    monitor,
  }),
});

/** How saving goes. */
export interface SavingState {
  /** Whether every change has been saved. */
  readonly isSaved: boolean;
  /** When something was last saved in this run, in milliseconds since 1970. */
  readonly savedAt: number | undefined;
  /** Why it could not be saved; undefined while that works. */
  readonly error: string | undefined;
}

/** Saves soon after a change, at most every five seconds, and once at the end. */
export class Saver {
  #isDirty = false;
  #isSaving = false;
  #isWaiting = false;
  #error: string | undefined;
  #saving: Promise<void> = Promise.resolve();
  #triedTick = -Infinity;
  #savedAt: number | undefined;

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

  get state(): SavingState {
    return { isSaved: !this.#isDirty && !this.#isSaving, savedAt: this.#savedAt, error: this.#error };
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
    return Math.max(DELAY_MS, PAUSE_MS - (this.parts.clock.monotonic() - this.#triedTick));
  }

  #save(): Promise<void> {
    this.#saving = this.#trySave();
    return this.#saving;
  }

  async #trySave(): Promise<void> {
    this.#isDirty = false;
    this.#isSaving = true;
    this.#triedTick = this.parts.clock.monotonic();
    try {
      await this.save();
      this.#savedAt = this.parts.clock.now();
      if (this.#error !== undefined) this.parts.log.info(`${this.subject} can be saved again`);
      this.#error = undefined;
    } catch (error) {
      this.#isDirty = true;
      if (this.#error === undefined)
        this.parts.log.warn(`${this.subject} cannot be saved; the next attempts are not logged`, { error });
      this.#error = error instanceof Error ? error.message : String(error);
    }
    this.#isSaving = false;
  }
}
