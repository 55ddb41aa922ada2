import { Authenticate, type Authentication, GalaxyPlugin, type Game, OwnedGames, Platform } from "@galaxy-kit/sdk";
import { games } from "./data.js";
import { imports } from "./imports.js";
import { FORM_VARIABLE, formNames, OWNED_GAMES_VARIABLE } from "./variables.js";

const form = formNames.find((name) => name === process.env[FORM_VARIABLE]) ?? formNames[0];

/** Has everything in memory that it is asked for, so that the framework is measured and not what an author does. */
@GalaxyPlugin({ platform: Platform.Test, services: [imports[form]] })
export class BenchPlugin {
  readonly #owned = games(Number(process.env[OWNED_GAMES_VARIABLE] ?? 0));

  @Authenticate()
  login(): Authentication {
    return { userId: "1", userName: "Bench" };
  }

  @OwnedGames()
  ownedGames(): Game[] {
    return this.#owned;
  }
}
