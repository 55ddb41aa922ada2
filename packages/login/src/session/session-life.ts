import type { SessionParts } from "./session-parts.js";

const DAY_MS = 86_400_000;
const WARN_DAYS = [14, 3];

/** Announces the end of a session that cannot be renewed forever. */
export class SessionLife {
  #isWatching = false;
  /** The days that the log has announced. */
  #announced = Infinity;

  constructor(
    private readonly name: string,
    private readonly parts: SessionParts,
  ) {}

  /** Whether a session that ends then should be announced. */
  endsSoon(endsAt: number | undefined): boolean {
    return endsAt !== undefined && endsAt - this.parts.clock.now() <= Math.max(...WARN_DAYS) * DAY_MS;
  }

  /** Resolves to what the page with settings says; undefined if the session does not end soon. */
  async notice(): Promise<string | undefined> {
    const endsAt = await this.parts.end.read();
    const left = (endsAt ?? Infinity) - this.parts.clock.now();
    return left > 0 && this.endsSoon(endsAt) ? `You have to log in again ${inDays(left)}` : undefined;
  }

  /** Checks once a day, and after each login. */
  watch(endsAt: () => number | undefined): void {
    this.#announced = Infinity;
    this.#announce(endsAt());
    const { background, clock, end } = this.parts;
    background.run("Session", () => end.write(endsAt()));
    if (this.#isWatching) return;
    this.#isWatching = true;
    background.run("Session", async (signal) => {
      while (!signal.aborted) {
        await clock.sleep(DAY_MS, signal);
        this.#announce(endsAt());
      }
    });
  }

  #announce(endsAt: number | undefined): void {
    const left = endsAt === undefined ? Infinity : endsAt - this.parts.clock.now();
    const days = WARN_DAYS.filter((each) => left <= each * DAY_MS).at(-1) ?? Infinity;
    if (days >= this.#announced) return;
    this.#announced = days;
    this.parts.log.named(this.name).warn(`${this.name}: the user has to log in again ${inDays(left)}`);
  }
}

/** Says when a session ends. */
function inDays(milliseconds: number): string {
  const days = Math.floor(milliseconds / DAY_MS);
  if (days < 1) return "today";
  return days === 1 ? "tomorrow" : `in ${days} days`;
}
