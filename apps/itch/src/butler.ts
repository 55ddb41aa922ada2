import { readFile } from "node:fs/promises";
import { Daemons, HostOs, JsonRpcDaemon, readSqlite } from "@galaxy-kit/local";
import { InvalidCredentials, NetworkError, Service } from "@galaxy-kit/sdk";

type Profile = { lastConnected: string; user: { id: number; username: string } };
export type Owned = { game: { id: number; title: string; classification: string } };
/** An installed game. */
export type Cave = Owned & {
  id: string;
  upload: { type: string };
  stats: { installedAt?: string; lastTouchedAt?: string; secondsRun: number; localSecondsRun?: number };
  installInfo: { installFolder: string; installedSize: number };
};
type Page = { items?: unknown[]; profiles?: unknown[]; nextCursor?: string; stale?: boolean };

const OPTIONS = ["daemon", "--json", "--transport", "tcp", "--keep-alive", "--destiny-pid", String(process.pid)];
const PLAYABLE = ["default", "html", "flash", "unity", "java"];
const PROFILES = `select p.last_connected as lastConnected, u.id as "user.id", u.username as "user.username"
  from profiles p join users u on u.id = p.user_id`;
const GAME = 'g.id as "game.id", g.title as "game.title", g.classification as "game.classification"';
const KEYS = `select ${GAME} from download_keys k join games g on g.id = k.game_id where k.owner_id = ?`;
const CAVES = `select c.id, ${GAME}, u.type as "upload.type", c.installed_at as "stats.installedAt",
  c.last_touched_at as "stats.lastTouchedAt", c.seconds_run as "stats.secondsRun",
  coalesce(nullif(c.custom_install_folder, ''), l.path || '/' || c.install_folder_name) as "installInfo.installFolder",
  c.installed_size as "installInfo.installedSize"
  from caves c join games g on g.id = c.game_id join uploads u on u.id = c.upload_id
  left join install_locations l on l.id = c.install_location_id order by c.last_touched_at desc`;

/** What the itch app knows: its daemon says so, or the database of the daemon if that cannot be started. */
@Service()
export class Butler extends JsonRpcDaemon<Page> {
  constructor(daemons: Daemons, os: HostOs) {
    const path = (...names: string[]) => os.path("settings", "itch", ...names);
    const read = async (sql: string, ...values: number[]) =>
      readSqlite(await path("db", "butler.db"), { sql, values, ifMissing: [] });
    super(daemons, {
      name: "butlerd",
      command: async () => {
        // The app updates butler, and says which of its versions to use.
        const version = await readFile(await path("broth", "butler", ".chosen-version"), "utf8");
        const file = await path("broth", "butler", "versions", version.trim(), "butler");
        return { file, args: [...OPTIONS, "--dbpath", await path("db", "butler.db")] };
      },
      ready: (line) => {
        const { secret, tcp } = JSON.parse(line) as { secret: string; tcp: { address: string } };
        return { port: Number(tcp.address.split(":")[1]), secret };
      },
      greet: (peer, { secret }, signal) => peer.call("Meta.Authenticate", { secret }, signal),
      pages: {
        items: ({ items, profiles = [] }) => items ?? profiles,
        next: ({ nextCursor }) => nextCursor && { cursor: nextCursor },
        // It is what the app knew when it was last open. Now butler asks itch.io for all of it.
        again: ({ stale }) => stale && { fresh: true },
      },
      errors: {
        9000: () => new NetworkError("butler cannot reach itch.io"),
        12000: ({ message }) => /\b40[13]\b/.test(message) && new InvalidCredentials("Log in to the itch app again"),
      },
      instead: {
        "Profile.List": () => read(PROFILES),
        "Fetch.ProfileOwnedKeys": ({ profileId }: { profileId: number }) => read(KEYS, profileId),
        "Fetch.Caves": () => read(CAVES),
      },
    });
  }

  /** Resolves to who is logged in to the app, or was last. */
  async user(): Promise<Profile["user"] | undefined> {
    const profiles = await this.list<Profile>("Profile.List");
    return profiles.sort((one, other) => other.lastConnected.localeCompare(one.lastConnected))[0]?.user;
  }

  owned(profileId: number, signal: AbortSignal): Promise<Owned[]> {
    return this.list("Fetch.ProfileOwnedKeys", { profileId, limit: 100 }, { signal });
  }

  /** Resolves to the games that are installed, those played last first. The soundtrack of a game is installed on its own. */
  async caves(signal: AbortSignal): Promise<Cave[]> {
    const caves = await this.list<Cave>("Fetch.Caves", { limit: 100 }, { signal });
    return caves.filter(({ game, stats, upload }) => {
      return game.classification === "game" && stats.installedAt && PLAYABLE.includes(upload.type);
    });
  }
}
