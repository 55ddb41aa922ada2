import { pathToFileURL } from "node:url";
import { DATA_PROTECTION, HostOs, InstalledGames, OnFileChange, session } from "@galaxy-kit/local";
import { type SessionRun, TrackGameTime, uri } from "@galaxy-kit/local";
import { type Authentication, GalaxyPlugin, GameTimes, InstallGame, InvalidCredentials } from "@galaxy-kit/sdk";
import { LaunchGame, LicenseType, LocalSizes, OwnedGames, Platform } from "@galaxy-kit/sdk";
import { type SourceRun, UninstallGame } from "@galaxy-kit/sdk";
import { FormLogin, protectSecretsWith } from "@galaxy-kit/settings";
import { Butler, type Cave, type Owned } from "./butler.js";
import { ItchApi } from "./itch-api.js";
import { ItchSettings } from "./settings.js";

const isGame = ({ game }: Owned) => game.classification === "game";

/** The games of an itch.io account. */
@GalaxyPlugin({ platform: Platform.ItchIo, providers: [protectSecretsWith(DATA_PROTECTION)] })
@FormLogin(ItchSettings, { user: (settings, itch: ItchPlugin) => itch.logIn(settings) })
@TrackGameTime()
export class ItchPlugin {
  /** Lists what the user owns: as the app knows it, or as itch.io does. */
  #keys: (signal: AbortSignal) => AsyncIterable<Owned> | Promise<Owned[]> = () => Promise.resolve([]);
  #caves: ReadonlyMap<string, Cave> = new Map();
  #database = "";

  constructor(
    private readonly butler: Butler,
    private readonly api: ItchApi,
    private readonly os: HostOs,
  ) {}

  async logIn({ apiKey }: ItchSettings): Promise<Authentication> {
    const user = await this.butler.user();
    if (!user && apiKey === "") throw new InvalidCredentials("Log in to the itch app, or enter an API key.");
    const { id, username } = user ?? (await this.api.user(apiKey));
    this.#keys = (signal) => (user ? this.butler.owned(id, signal) : this.api.owned(apiKey, signal));
    return { userId: String(id), userName: username };
  }

  @OwnedGames({ refresh: "10m" })
  async owned({ signal }: SourceRun<unknown>) {
    const licenseInfo = { licenseType: LicenseType.SinglePurchase };
    // Free games have no key, and a game that was also in a bundle may have two.
    const owned: Owned[] = await this.butler.caves(signal);
    for await (const key of await this.#keys(signal)) owned.push(key);
    const games = new Map(owned.filter(isGame).map(({ game }) => [game.id, game]));
    return [...games.values()].map(({ id, title }) => ({ gameId: String(id), gameTitle: title, licenseInfo }));
  }

  @OnFileChange((itch: ItchPlugin) => itch.#database)
  @InstalledGames({ refresh: "30m" })
  async installed({ signal }: SourceRun<unknown>) {
    this.#database = await this.butler.path("db", "butler.db");
    const caves = (await this.butler.caves(signal)).filter(isGame);
    this.#caves = new Map(caves.toReversed().map((cave) => [String(cave.game.id), cave]));
    return [...this.#caves].map(([gameId, { installInfo }]) => ({ gameId, folder: installInfo.installFolder }));
  }

  @LocalSizes()
  size(gameId: string) {
    return this.#caves.get(gameId)?.installInfo.installedSize;
  }

  @GameTimes()
  time(gameId: string) {
    const { secondsRun = 0, localSecondsRun = 0, lastTouchedAt = "" } = this.#caves.get(gameId)?.stats ?? {};
    const timePlayed = Math.round(Math.max(secondsRun, localSecondsRun) / 60);
    return { gameId, timePlayed, lastPlayedTime: Math.floor(Date.parse(lastTouchedAt) / 1000) || undefined };
  }

  @LaunchGame()
  launch(gameId: string) {
    const caveId = this.#caves.get(gameId)?.id;
    const inTheApp = `itch://caves/${caveId}/launch`;
    const launch = async ({ started, stopped }: SessionRun) => {
      const handlers = {
        LaunchRunning: started,
        LaunchExited: stopped,
        // What the app would ask the user. GALAXY cannot ask.
        PickManifestAction: () => ({ index: 0 }), // the first one is to play
        PrereqsFailed: () => ({ continue: true }),
        AcceptLicense: () => ({ accept: false }), // only the user can, in the app
        AllowSandboxSetup: () => ({ allow: false }),
        HTMLLaunch: () => this.os.open(inTheApp), // a browser lets no page on the disk load other files
        ShellLaunch: ({ itemPath }: { itemPath: string }) => this.os.open(pathToFileURL(itemPath).href),
        URLLaunch: ({ url }: { url: string }) => this.os.open(url),
      };
      const call = { handlers, repeat: false, otherwise: () => this.os.open(inTheApp) };
      const prereqsDir = await this.butler.path("prereqs");
      await this.butler.daemon.call("Launch", { caveId, prereqsDir }, call);
    };
    return session(launch, { startWithin: "15m" });
  }

  @InstallGame()
  install(gameId: string) {
    return uri(`itch://install?game_id=${gameId}`).orElse("https://itch.io/app");
  }

  @UninstallGame()
  uninstall() {
    return uri("itch://library/installed");
  }
}
