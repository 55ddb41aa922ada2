import {
  Clock,
  Every,
  GalaxyClient,
  type GameTime,
  GameTimes,
  OnShutdown,
  PersistentCache,
  Service,
} from "@galaxy-kit/sdk";

const MINUTE_MS = 60_000;

/** Time is counted every minute. A much longer step means that the computer was asleep. */
const MAX_STEP_MS = 2 * MINUTE_MS;

/** Counts how long games are played, since GALAXY does not. A crash loses a minute at most. */
@Service()
export class PlayTimes {
  /** The running games, each with the time up to which it has been counted. */
  readonly #playing = new Map<string, number>();

  constructor(
    private readonly cache: PersistentCache,
    private readonly galaxy: GalaxyClient,
    private readonly clock: Clock,
  ) {}

  @GameTimes()
  gameTime(gameId: string): GameTime {
    const lastPlayed = this.#read(`lastPlayed:${gameId}`);
    return {
      gameId,
      timePlayed: Math.floor(this.#read(`played:${gameId}`) / MINUTE_MS),
      ...(lastPlayed > 0 && { lastPlayedTime: Math.floor(lastPlayed / 1000) }),
    };
  }

  begin(gameId: string): void {
    this.#playing.set(gameId, this.clock.now());
    this.#count([gameId]);
  }

  /** Counts the time that a game ran without this integration. Runs before the first import, so no notification is needed. */
  resume(gameId: string): void {
    const lastCounted = this.#read(`lastPlayed:${gameId}`) || this.clock.now();
    this.#add(gameId, this.clock.now() - lastCounted);
  }

  end(gameId: string): void {
    this.#count([gameId]);
    this.#playing.delete(gameId);
  }

  @Every("1m", { after: "localGames" })
  countAll(): void {
    this.#count([...this.#playing.keys()]);
  }

  @OnShutdown()
  close(): void {
    this.countAll();
  }

  #count(gameIds: readonly string[]): void {
    if (gameIds.length === 0) return;
    const now = this.clock.now();
    for (const gameId of gameIds) {
      this.#add(gameId, Math.min(now - (this.#playing.get(gameId) ?? now), MAX_STEP_MS));
      this.galaxy.updateGameTime(this.gameTime(gameId));
    }
    this.cache.push();
  }

  #add(gameId: string, milliseconds: number): void {
    const now = this.clock.now();
    const played = this.#read(`played:${gameId}`) + Math.max(milliseconds, 0); // the clock may be set back
    this.cache.set(`played:${gameId}`, String(played));
    this.cache.set(`lastPlayed:${gameId}`, String(now));
    this.#playing.set(gameId, now);
  }

  /** Cache values are text. Returns 0 for anything that is not a number. */
  #read(key: string): number {
    return Number(this.cache.get(key)) || 0;
  }
}
