import type { Clock, RemovalHeld, RemovalOptions } from "@galaxy-kit/sdk";
import { toMilliseconds } from "@galaxy-kit/sdk/internal";

const MAX_SHOWN = 5;
/** Long enough for what makes a platform forget a game for a moment to be over. */
export const CONFIRM_WITHIN = "30s";

/** What depends on the kind of source. */
export type RemovalDefaults = Required<Pick<RemovalOptions, "confirm" | "brake">>;

interface Absence {
  /** How many answers in a row have lacked it. */
  answers: number;
  /** In milliseconds since 1970, for people. */
  readonly since: number;
  /** The same by the monotonic clock, which nobody sets. */
  readonly sinceTick: number;
}

/** What to do about items that a complete answer lacks. */
export interface Verdict {
  readonly gone: readonly string[];
  /** Whether more is held back than before, and because the answer is suspicious. */
  readonly startsToBrake: boolean;
}

/** Decides when something that is missing from the answers is gone. */
export class Removals {
  readonly #confirm: number;
  readonly #graceMs: number;
  readonly #confirmWithinMs: number;
  readonly #brake: number;
  readonly #absent = new Map<string, Absence>();
  /** How many answers in a row have lacked exactly the same, if that is suspiciously much. */
  #equalAnswers = 0;

  constructor(
    { confirm, confirmWithin, grace, brake }: RemovalOptions,
    defaults: RemovalDefaults,
    private readonly clock: Pick<Clock, "now" | "monotonic">,
    private readonly hasInterval: boolean,
  ) {
    this.#confirm = confirm ?? defaults.confirm;
    this.#confirmWithinMs = toMilliseconds(confirmWithin ?? CONFIRM_WITHIN);
    this.#graceMs = grace === undefined ? 0 : toMilliseconds(grace);
    this.#brake = parseFloat(brake ?? defaults.brake) / 100;
  }

  /** What is missing and not removed yet. */
  get heldBack(): RemovalHeld | undefined {
    const [oldest] = this.#absent.values();
    if (!oldest) return undefined;
    const suspicious = this.#equalAnswers > 0;
    let answers = this.#equalAnswers;
    if (!suspicious) for (const absence of this.#absent.values()) answers = Math.max(answers, absence.answers);
    return {
      count: this.#absent.size,
      first: [...this.#absent.keys()].slice(0, MAX_SHOWN),
      since: oldest.since,
      answersNeeded: Math.max(0, (suspicious ? this.#needed : this.#confirm) - answers),
      suspicious,
    };
  }

  /**
   * Judges a complete answer.
   *
   * @param missing - what is known, may be removed, and is not in the answer
   * @param known - how many items were known before
   */
  judge(missing: readonly string[], known: number, isEmpty: boolean): Verdict {
    const sameAsBefore = missing.length === this.#absent.size && missing.every((id) => this.#absent.has(id));
    const wasBraking = this.#equalAnswers > 0;
    this.#count(missing);
    // A single item proves nothing, even if it is a third of a small library.
    const suspicious = missing.length > 0 && (isEmpty || missing.length > Math.max(1, known * this.#brake));
    if (!suspicious) this.#equalAnswers = 0;
    else this.#equalAnswers = wasBraking && sameAsBefore ? this.#equalAnswers + 1 : 1;
    const gone = missing.filter((id) => this.#isGone(id));
    for (const id of gone) this.#absent.delete(id);
    if (this.#absent.size === 0) this.#equalAnswers = 0;
    return { gone, startsToBrake: suspicious && gone.length === 0 && !(wasBraking && sameAsBefore) };
  }

  /**
   * How soon another answer should confirm what is missing, in milliseconds; undefined if nothing is. A suspicious answer is given
   * time, up to the next run by interval: an outage of the platform may last a while. Without an interval, no other run may ever come.
   */
  get confirmWithin(): number | undefined {
    const [oldest] = this.#absent.values();
    if (!oldest || (this.hasInterval && this.#equalAnswers > 0)) return undefined;
    return Math.max(this.#confirmWithinMs, oldest.sinceTick + this.#graceMs - this.clock.monotonic());
  }

  /** It is there after all. */
  found(id: string): void {
    this.#absent.delete(id);
  }

  clear(): void {
    this.#absent.clear();
    this.#equalAnswers = 0;
  }

  get #needed(): number {
    return Math.max(2, this.#confirm);
  }

  #count(missing: readonly string[]): void {
    const still = new Set(missing);
    for (const id of this.#absent.keys()) if (!still.has(id)) this.#absent.delete(id);
    for (const id of missing) {
      const absence = this.#absent.get(id) ?? this.#newAbsence();
      absence.answers += 1;
      this.#absent.set(id, absence);
    }
  }

  #newAbsence(): Absence {
    return { answers: 0, since: this.clock.now(), sinceTick: this.clock.monotonic() };
  }

  #isGone(id: string): boolean {
    const absence = this.#absent.get(id);
    if (!absence || this.clock.monotonic() - absence.sinceTick < this.#graceMs) return false;
    return this.#equalAnswers > 0 ? this.#equalAnswers >= this.#needed : absence.answers >= this.#confirm;
  }
}
