import { pathToFileURL } from "node:url";
import { DATA_PROTECTION, HostOs, InstalledGames, OnFileChange, session } from "@galaxy-kit/local";
import { type SessionRun, TrackGameTime, uri } from "@galaxy-kit/local";
import { type Authentication, GalaxyPlugin, type Game, GameTimes, Inject, InstallGame } from "@galaxy-kit/sdk";
import { InvalidCredentials, LaunchGame, LicenseType, type LocalGame, LocalSizes, OwnedGames } from "@galaxy-kit/sdk";
import { Platform, type Source, sourceOf, type SourceRun, UninstallGame } from "@galaxy-kit/sdk";
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
  #files: readonly string[] = [];

  constructor(
    private readonly butler: Butler,
    private readonly api: ItchApi,
    private readonly os: HostOs,
    @Inject(sourceOf("localGames")) private readonly localGames: Source<LocalGame>,
  ) {}

  async logIn({ apiKey }: ItchSettings): Promise<Authentication> {
    const user = await this.butler.user();
    if (!user && apiKey === "") throw new InvalidCredentials("Log in to the itch app, or enter an API key.");
    const { id, username } = user ?? (await this.api.user(apiKey));
    this.#keys = (signal) => (user ? this.butler.owned(id, signal) : this.api.owned(apiKey, signal));
    return { userId: String(id), userName: username };
  }

  @OwnedGames({ refresh: "10m" })
  async owned({ signal }: SourceRun<Game>) {
    const licenseInfo = { licenseType: LicenseType.SinglePurchase };
    // There is no key for what is free, and there may be two for what was also in a bundle.
    const owned: Owned[] = await this.butler.caves(signal);
    for await (const key of await this.#keys(signal)) owned.push(key);
    const games = new Map(owned.filter(isGame).map(({ game }) => [game.id, game]));
    return [...games.values()].map(({ id, title }) => ({ gameId: String(id), gameTitle: title, licenseInfo }));
  }

  @InstalledGames({ refresh: "30m" })
  async installed({ signal }: SourceRun<LocalGame>) {
    // What was written last is in the log of the database.
    this.#files = await Promise.all(["butler.db", "butler.db-wal"].map((name) => this.butler.path("db", name)));
    const caves = (await this.butler.caves(signal)).filter(isGame);
    this.#caves = new Map(caves.toReversed().map((cave) => [String(cave.game.id), cave]));
    return [...this.#caves].map(([gameId, { installInfo }]) => ({ gameId, folder: installInfo.installFolder }));
  }

  @OnFileChange((itch: ItchPlugin) => itch.#files)
  async refresh() {
    await this.localGames.refresh();
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
    // What the app would ask the user. GALAXY cannot ask.
    const answers = {
      PickManifestAction: () => ({ index: 0 }), // the first one is to play
      PrereqsFailed: () => ({ continue: true }),
      AcceptLicense: () => ({ accept: false }), // only the user can, in the app
      AllowSandboxSetup: () => ({ allow: false }),
      HTMLLaunch: () => this.os.open(inTheApp), // a browser lets no page on the disk load other files
      ShellLaunch: ({ itemPath }: { itemPath: string }) => this.os.open(pathToFileURL(itemPath).href),
      URLLaunch: ({ url }: { url: string }) => this.os.open(url),
    };
    const launch = async ({ started, stopped }: SessionRun) => {
      const handlers = { ...answers, LaunchRunning: started, LaunchExited: stopped };
      const params = { caveId, prereqsDir: await this.butler.path("prereqs") };
      const otherwise = () => this.os.open(inTheApp);
      await this.butler.daemon.call("Launch", params, { handlers, repeat: false, otherwise });
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
