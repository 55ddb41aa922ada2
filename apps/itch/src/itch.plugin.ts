import { DATA_PROTECTION, LauncherAddresses, TrackGameTime } from "@galaxy-kit/local";
import { GalaxyPlugin, InvalidCredentials, LicenseType, OwnedGames, Platform, type SourceRun } from "@galaxy-kit/sdk";
import { FormLogin, protectSecretsWith } from "@galaxy-kit/settings";
import { Butler, type Owned } from "./butler.js";
import { ItchApi } from "./itch-api.js";
import { ItchSettings } from "./settings.js";

/** The games of an itch.io account. */
@GalaxyPlugin({ platform: Platform.ItchIo, services: [Butler], providers: [protectSecretsWith(DATA_PROTECTION)] })
@FormLogin(ItchSettings, { user: (settings, itch: ItchPlugin) => itch.logIn(settings) })
@TrackGameTime()
@LauncherAddresses({
  install: "itch://install?game_id={gameId}",
  uninstall: "itch://library/installed",
  orElse: "https://itch.io/app",
})
export class ItchPlugin {
  /** Lists what the user owns: as the app knows it, or as itch.io does. */
  #keys: (signal: AbortSignal) => Promise<Owned[]> = () => Promise.resolve([]);

  constructor(
    private readonly butler: Butler,
    private readonly api: ItchApi,
  ) {}

  async logIn({ apiKey }: ItchSettings) {
    const user = await this.butler.user();
    if (!user && apiKey === "") throw new InvalidCredentials("Log in to the itch app, or enter an API key.");
    const { id, username } = user ?? (await this.api.user(apiKey));
    this.#keys = (signal) => (user ? this.butler.owned(id, signal) : this.api.owned(apiKey, signal).all());
    return { userId: String(id), userName: username };
  }

  @OwnedGames({ refresh: "10m", license: LicenseType.SinglePurchase })
  async owned({ signal }: SourceRun<unknown>) {
    // Free games have no key, and a game that was also in a bundle may have two: the first of each game counts.
    const owned = [...(await this.#keys(signal)), ...(await this.butler.caves(signal))];
    const games = owned.filter(({ game }) => game.classification === "game");
    return games.map(({ game }) => ({ gameId: String(game.id), gameTitle: game.title }));
  }
}
