import { readFile } from "node:fs/promises";
import { Daemons, HostOs, InstalledGames, JsonRpcDaemon, OnFileChange, sqliteAnswers } from "@galaxy-kit/local";
import { InvalidCredentials, NetworkError, Service, type SourceRun, toUnixTime } from "@galaxy-kit/sdk";

type Profile = { lastConnected: string; user: { id: number; username: string } };
export type Owned = { game: { id: number; title: string; classification: string } };
/** An installed game. */
type Cave = Owned & {
  id: string;
  upload: { type: string };
  stats: { installedAt?: string; lastTouchedAt?: string; secondsRun: number; localSecondsRun?: number };
  installInfo: { installFolder: string; installedSize: number };
};

/** butler ends when the process with the last of them does. */
const OPTIONS = ["daemon", "--json", "--transport", "tcp", "--keep-alive", "--destiny-pid", String(process.pid)];
/** The kinds of uploads that are not a soundtrack, a book and the like. */
const PLAYABLE = ["default", "html", "flash", "unity", "java"];
const GAME = 'g.id as "game.id", g.title as "game.title", g.classification as "game.classification"';
/** What butler would answer, in its database. */
const ANSWERS = {
  "Profile.List": `select p.last_connected as lastConnected, u.id as "user.id", u.username as "user.username"
    from profiles p join users u on u.id = p.user_id`,
  "Fetch.ProfileOwnedKeys": `select ${GAME}
    from download_keys k join games g on g.id = k.game_id where k.owner_id = :profileId`,
  "Fetch.Caves": `select c.id, ${GAME}, u.type as "upload.type", c.installed_at as "stats.installedAt",
    c.last_touched_at as "stats.lastTouchedAt", c.seconds_run as "stats.secondsRun",
    coalesce(nullif(c.custom_install_folder, ''), l.path || '/' || c.install_folder_name) as "installInfo.installFolder",
    c.installed_size as "installInfo.installedSize"
    from caves c join games g on g.id = c.game_id join uploads u on u.id = c.upload_id
    left join install_locations l on l.id = c.install_location_id order by c.last_touched_at desc`,
};

/** What the itch app knows: its daemon says so, or the database of the daemon if that cannot be started. */
@Service()
export class Butler extends JsonRpcDaemon {
  constructor(
    daemons: Daemons,
    private readonly os: HostOs,
  ) {
    const path = (...names: string[]) => os.path("settings", "itch", ...names);
    super(daemons, {
      command: async () => {
        // The app updates butler, and says which of its versions to use.
        const version = await readFile(await path("broth", "butler", ".chosen-version"), "utf8");
        const file = await path("broth", "butler", "versions", version.trim(), "butler");
        return { file, args: [...OPTIONS, "--dbpath", await path("db", "butler.db")] };
      },
      ready: { address: "tcp.address", secret: "secret" },
      greet: (peer, { secret }, signal) => peer.call("Meta.Authenticate", { secret }, signal),
      // A page may be what the app knew when it was last open. Asked for it afresh, butler asks itch.io.
      pages: { items: "items", next: { cursor: "nextCursor" }, again: { fresh: "stale" } },
      session: { started: "LaunchRunning", stopped: "LaunchExited", startWithin: "15m" },
      handlers: {
        // What the app would ask the user. GALAXY cannot ask.
        PickManifestAction: { index: 0 }, // the first one is to play
        PrereqsFailed: { continue: true },
        AcceptLicense: { accept: false }, // only the user can, in the app
        AllowSandboxSetup: { allow: false },
        ShellLaunch: ({ itemPath }: { itemPath: string }) => os.open(itemPath),
        URLLaunch: ({ url }: { url: string }) => os.open(url),
      },
      errors: {
        // The status of itch.io's response is only in the text of the second one.
        9000: () => new NetworkError("butler cannot reach itch.io"),
        12000: ({ message }) => /\b40[13]\b/.test(message) && new InvalidCredentials("Log in to the itch app again"),
      },
      instead: sqliteAnswers(() => path("db", "butler.db"), ANSWERS),
    });
  }

  /** Resolves to who is logged in to the app, or was last. */
  async user(): Promise<Profile["user"] | undefined> {
    const profiles = await this.list<Profile>("Profile.List", {}, { items: "profiles" });
    return profiles.sort((one, other) => other.lastConnected.localeCompare(one.lastConnected))[0]?.user;
  }

  owned(profileId: number, signal: AbortSignal): Promise<Owned[]> {
    return this.list("Fetch.ProfileOwnedKeys", { profileId, limit: 100 }, { signal });
  }

  @OnFileChange(({ os }: Butler) => os.path("settings", "itch", "db", "butler.db"))
  @InstalledGames({ refresh: "30m", launch: true, sizes: true, times: true })
  async installed({ signal }: SourceRun<unknown>) {
    return (await this.caves(signal)).map(({ id, game, stats, installInfo }) => {
      const timePlayed = Math.round(Math.max(stats.secondsRun, stats.localSecondsRun ?? 0) / 60);
      const lastPlayedTime = toUnixTime(stats.lastTouchedAt);
      const { installFolder: folder, installedSize: size } = installInfo;
      return { gameId: String(game.id), folder, size, timePlayed, lastPlayedTime, launch: () => this.#launch(id) };
    });
  }

  /** Resolves to what is installed, and played last first. A game may be there twice; its soundtrack is left out. */
  async caves(signal: AbortSignal): Promise<Cave[]> {
    const caves = await this.list<Cave>("Fetch.Caves", { limit: 100 }, { signal });
    return caves.filter(({ game, stats, upload }) => {
      return game.classification === "game" && stats.installedAt && PLAYABLE.includes(upload.type);
    });
  }

  async #launch(caveId: string) {
    const prereqsDir = await this.os.path("settings", "itch", "prereqs");
    const openApp = () => this.os.open(`itch://caves/${caveId}/launch`);
    // The app shows a game in HTML, too: a browser would not let a page on the disk load other files.
    const options = { handlers: { HTMLLaunch: openApp }, otherwise: openApp };
    return this.session("Launch", { caveId, prereqsDir }, options);
  }
}
