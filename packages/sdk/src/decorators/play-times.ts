import { CodecError, copyMembers, game as gameModel, type GameTime, gameTime } from "@galaxy-kit/protocol";
import { LoggedInUser } from "../injectables/logged-in-user.js";
import { Logger } from "../injectables/logger.js";
import { Sources } from "../injectables/sources.js";
import { UNKNOWN } from "../sources/snapshot.js";
import type { SourceRun } from "../sources/source.js";
import { GameTimes } from "./game-imports.js";
import { NamedAfter } from "./named-after.js";
import { Service } from "./service.js";

/** A source that says how long games were played, too. */
type Kind = "ownedGames" | "localGames";

/** Returns the game without its time. */
type TakeTime = (game: GameTime) => { readonly gameId: string };

/** Knows how long games were played, as a source of games has said. Brought along by its option `times`. */
@Service()
@NamedAfter("GameTimes")
export class PlayTimes {
  /** If both say it, what the platform says about the owned games counts. */
  #kind: Kind | undefined;
  /** Whose times they are. */
  #userId: string | undefined;
  #lastFlaw = "";

  constructor(
    private readonly sources: Sources,
    private readonly user: LoggedInUser,
    private readonly log: Logger,
  ) {}

  /**
   * Takes play times from a source of this kind.
   *
   * @returns a function to call when a run begins; it returns the function that takes the time out of each game
   */
  takeFrom(kind: Kind, alias = (id: string): string => id): () => TakeTime {
    if (this.#kind !== "ownedGames") this.#kind = kind;
    return () => {
      const seen = new Set<string>();
      this.#userId = this.user.id;
      return (element) => {
        const { timePlayed, lastPlayedTime, ...game } = copyMembers(element, gameModel, gameTime);
        // Any other id is refused when the game is read.
        if (typeof game.gameId === "string") {
          const gameId = alias(game.gameId);
          if (kind === this.#kind && !seen.has(gameId)) this.#take({ gameId, timePlayed, lastPlayedTime });
          seen.add(gameId);
        }
        return game;
      };
    };
  }

  @GameTimes({ refresh: "on request", timeLimit: "1h" })
  async times({ previous }: SourceRun<GameTime>): Promise<GameTime[] | typeof UNKNOWN> {
    const games = this.#kind && this.sources.find(this.#kind);
    // GALAXY may ask before it has asked for the games, and after another user has logged in.
    if (games?.state.kind !== "fresh" || this.#userId !== this.user.id) await games?.refresh({ join: true });
    return games?.state.kind === "fresh" || previous ? [] : UNKNOWN;
  }

  #take(time: GameTime): void {
    if (time.timePlayed === undefined && time.lastPlayedTime === undefined) return;
    const source = this.sources.find("gameTimes");
    // The author's own takes the place of this one.
    if (source?.name !== `${PlayTimes.name}.times`) return;
    try {
      source.put(time);
    } catch (error) {
      if (!(error instanceof CodecError)) throw error;
      if (error.message !== this.#lastFlaw)
        this.log.error(`The play time of ${time.gameId} is left out: ${error.message}`);
      this.#lastFlaw = error.message;
    }
  }
}
