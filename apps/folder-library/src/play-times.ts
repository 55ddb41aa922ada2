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

const MINUTE = 60_000;

/** Time is counted each minute; a step that took much longer is a computer that was asleep. */
const MAX_STEP = 2 * MINUTE;

/** Counts how long games are played, as GALAXY does not. A crash loses a minute at most. */
@Service()
export class PlayTimes {
  /** The games that are being played, with the time until which they are counted. */
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
      timePlayed: Math.floor(this.#read(`played:${gameId}`) / MINUTE),
      ...(lastPlayed > 0 && { lastPlayedTime: Math.floor(lastPlayed / 1000) }),
    };
  }

  begin(gameId: string): void {
    this.#playing.set(gameId, this.clock.now());
    this.#count([gameId]);
  }

  /** The game went on while this integration was not there to count. Called before GALAXY listens, which will ask. */
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
      this.#add(gameId, Math.min(now - (this.#playing.get(gameId) ?? now), MAX_STEP));
      this.galaxy.updateGameTime(this.gameTime(gameId));
    }
    this.cache.push();
  }

  #add(gameId: string, milliseconds: number): void {
    const now = this.clock.now();
    const played = this.#read(`played:${gameId}`) + Math.max(milliseconds, 0); // somebody may set the clock back
    this.cache.set(`played:${gameId}`, String(played));
    this.cache.set(`lastPlayed:${gameId}`, String(now));
    this.#playing.set(gameId, now);
  }

  /** What the cache holds is text; 0 for what is no number. */
  #read(key: string): number {
    return Number(this.cache.get(key)) || 0;
  }
}
