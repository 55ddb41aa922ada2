import { Authenticate, type Authentication, GalaxyPlugin, type Game, OwnedGames, Platform } from "@galaxy-kit/sdk";
import { games } from "./data.js";
import { imports } from "./imports.js";
import { FORM_VARIABLE, formNames, OWNED_GAMES_VARIABLE } from "./variables.js";

const form = formNames.find((name) => name === process.env[FORM_VARIABLE]) ?? formNames[0];

/** Holds all of its data in memory, so that the benchmark measures the framework and not the integration. */
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
