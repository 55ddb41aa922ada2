import type { Achievement, Clock } from "@galaxy-kit/sdk";
import { sleepThrough } from "../lifecycle/sleep-through.js";
import { keyOf } from "./achievements.js";

/** How often a game that has ended is looked at, at most, until a look succeeds: with a look every five minutes, for an hour. */
const MAX_LAST_LOOKS = 12;

interface UnlockWatchParts {
  /** Resolves to the achievements of a game; to undefined if they are not known now. */
  readonly read: (gameId: string) => Promise<readonly Achievement[] | undefined>;
  readonly running: () => Iterable<string>;
  readonly unlock: (gameId: string, achievement: Achievement) => void;
  readonly intervalMs: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** A game that is running, or has ended since the last look. */
interface Played {
  /** When the last look did not see it running, in milliseconds since 1970: what was unlocked before that, the client has imported. */
  readonly since: number;
  /** The keys of what was unlocked at the last look; undefined if none has succeeded. */
  known?: Set<string>;
  /** How often it was looked at since it has ended. */
  lastLooks: number;
}

/** Reports what the user unlocks while playing: looks at the games that are running, and at those that have ended until that succeeds once. */
export class UnlockWatch {
  readonly #played = new Map<string, Played>();

  constructor(private readonly parts: UnlockWatchParts) {}

  /** Resolves when the integration closes. */
  async run(): Promise<void> {
    const { clock, intervalMs, signal } = this.parts;
    for (let last = clock.now(); !signal.aborted;) {
      try {
        await sleepThrough(clock, intervalMs, signal);
      } catch {
        return;
      }
      const now = clock.now();
      await this.#look(last);
      last = now;
    }
  }

  /** An achievement was reported by other means. */
  heard(gameId: string, achievement: Achievement): void {
    this.#played.get(gameId)?.known?.add(keyOf(achievement));
  }

  /** Another user may have logged in. */
  forget(): void {
    this.#played.clear();
  }

  async #look(last: number): Promise<void> {
    const running = new Set(this.parts.running());
    for (const gameId of running)
      if (!this.#played.has(gameId)) this.#played.set(gameId, { since: last, lastLooks: 0 });
    for (const [gameId, played] of this.#played) {
      const achievements = await this.parts.read(gameId);
      // Another user may have logged in meanwhile.
      if (this.#played.get(gameId) !== played) continue;
      if (achievements) this.#reportNew(gameId, played, achievements);
      played.lastLooks = running.has(gameId) ? 0 : played.lastLooks + 1;
      if (played.lastLooks > 0 && (achievements || played.lastLooks === MAX_LAST_LOOKS)) this.#played.delete(gameId);
    }
  }

  #reportNew(gameId: string, played: Played, achievements: readonly Achievement[]): void {
    const { known, since } = played;
    played.known = new Set(achievements.map(keyOf));
    for (const achievement of achievements) {
      const isNew = known ? !known.has(keyOf(achievement)) : achievement.unlockTime >= Math.floor(since / 1000);
      if (isNew) this.parts.unlock(gameId, achievement);
    }
  }
}
