import { DATA_PROTECTION, HostOs, InstalledGames, LauncherAddresses, OnFileChange } from "@galaxy-kit/local";
import { session, type SessionRun, TrackGameTime } from "@galaxy-kit/local";
import { GalaxyPlugin, InvalidCredentials, LaunchGame, LicenseType } from "@galaxy-kit/sdk";
import { OwnedGames, Platform, type SourceRun } from "@galaxy-kit/sdk";
import { FormLogin, protectSecretsWith } from "@galaxy-kit/settings";
import { Butler, type Cave, type Owned } from "./butler.js";
import { ItchApi } from "./itch-api.js";
import { ItchSettings } from "./settings.js";

/** The games of an itch.io account. */
@GalaxyPlugin({ platform: Platform.ItchIo, providers: [protectSecretsWith(DATA_PROTECTION)] })
@FormLogin(ItchSettings, { user: (settings, itch: ItchPlugin) => itch.logIn(settings) })
@TrackGameTime()
@LauncherAddresses({
  install: "itch://install?game_id={gameId}",
  uninstall: "itch://library/installed",
  orElse: "https://itch.io/app",
})
export class ItchPlugin {
  /** Lists what the user owns: as the app knows it, or as itch.io does. */
  #keys: (signal: AbortSignal) => AsyncIterable<Owned> | Promise<Owned[]> = () => Promise.resolve([]);
  #caves: ReadonlyMap<string, Cave> = new Map();

  constructor(
    private readonly butler: Butler,
    private readonly api: ItchApi,
    private readonly os: HostOs,
  ) {}

  async logIn({ apiKey }: ItchSettings) {
    const user = await this.butler.user();
    if (!user && apiKey === "") throw new InvalidCredentials("Log in to the itch app, or enter an API key.");
    const { id, username } = user ?? (await this.api.user(apiKey));
    this.#keys = (signal) => (user ? this.butler.owned(id, signal) : this.api.owned(apiKey, signal));
    return { userId: String(id), userName: username };
  }

  @OwnedGames({ refresh: "10m", license: LicenseType.SinglePurchase })
  async owned({ signal }: SourceRun<unknown>) {
    // Free games have no key, and a game that was also in a bundle may have two.
    const owned: Owned[] = await this.butler.caves(signal);
    for await (const key of await this.#keys(signal)) if (key.game.classification === "game") owned.push(key);
    const games = new Map(owned.map(({ game }) => [game.id, game]));
    return Array.from(games.values(), ({ id, title }) => ({ gameId: String(id), gameTitle: title }));
  }

  @OnFileChange(({ os }: ItchPlugin) => os.path("settings", "itch", "db", "butler.db"))
  @InstalledGames({ refresh: "30m", sizes: true, times: true })
  async installed({ signal }: SourceRun<unknown>) {
    const caves = await this.butler.caves(signal);
    this.#caves = new Map(caves.toReversed().map((cave) => [String(cave.game.id), cave]));
    return Array.from(this.#caves, ([gameId, { stats, installInfo }]) => {
      const timePlayed = Math.round(Math.max(stats.secondsRun, stats.localSecondsRun ?? 0) / 60);
      const lastPlayedTime = Math.floor(Date.parse(stats.lastTouchedAt ?? "") / 1000) || undefined;
      return { gameId, folder: installInfo.installFolder, size: installInfo.installedSize, timePlayed, lastPlayedTime };
    });
  }

  @LaunchGame()
  async launch(gameId: string) {
    const caveId = this.#caves.get(gameId)?.id;
    const params = { caveId, prereqsDir: await this.os.path("settings", "itch", "prereqs") };
    const openApp = () => this.os.open(`itch://caves/${caveId}/launch`);
    const launch = ({ started, stopped }: SessionRun): Promise<void> => {
      const handlers = {
        LaunchRunning: started,
        LaunchExited: stopped,
        // What the app would ask the user. GALAXY cannot ask.
        PickManifestAction: () => ({ index: 0 }), // the first one is to play
        PrereqsFailed: () => ({ continue: true }),
        AcceptLicense: () => ({ accept: false }), // only the user can, in the app
        AllowSandboxSetup: () => ({ allow: false }),
        HTMLLaunch: openApp, // a browser lets no page on the disk load other files
        ShellLaunch: ({ itemPath }: { itemPath: string }) => this.os.open(itemPath),
        URLLaunch: ({ url }: { url: string }) => this.os.open(url),
      };
      return this.butler.call("Launch", params, { handlers, repeat: false, otherwise: openApp });
    };
    return session(launch, { startWithin: "15m" });
  }
}
