import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Daemons, HostOs, type JsonRpcDaemon, readSqlite } from "@galaxy-kit/local";
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
type Notice = { type: string; secret: string; tcp: { address: string } };
type Page = { items: unknown[]; nextCursor?: string; stale?: boolean };

const OPTIONS = ["daemon", "--json", "--transport", "tcp", "--keep-alive", "--destiny-pid", String(process.pid)];
const PLAYABLE = ["default", "html", "flash", "unity", "java"];
const PROFILE = "'lastConnected', p.last_connected, 'user', json_object('id', u.id, 'username', u.username)";
const GAME = "'game', json_object('id', g.id, 'title', g.title, 'classification', g.classification)";
const FOLDER = "coalesce(nullif(c.custom_install_folder, ''), l.path || '/' || c.install_folder_name)";
const CAVE = `'id', c.id, ${GAME}, 'upload', json_object('type', u.type),
  'stats', json_object('installedAt', c.installed_at, 'lastTouchedAt', c.last_touched_at, 'secondsRun', c.seconds_run),
  'installInfo', json_object('installFolder', ${FOLDER}, 'installedSize', c.installed_size)`;

/** What the itch app knows: its daemon says so, or the database of the daemon if that cannot be started. */
@Service()
export class Butler {
  readonly daemon: JsonRpcDaemon;

  constructor(
    daemons: Daemons,
    private readonly os: HostOs,
  ) {
    this.daemon = daemons.jsonRpc({
      name: "butlerd",
      command: async () => {
        // The app updates butler, and says which of its versions to use.
        const version = await readFile(await this.path("broth", "butler", ".chosen-version"), "utf8");
        const file = await this.path("broth", "butler", "versions", version.trim(), "butler");
        return { file, args: [...OPTIONS, "--dbpath", await this.path("db", "butler.db")] };
      },
      ready: (line) => {
        const { type, secret, tcp } = JSON.parse(line) as Notice;
        return type === "butlerd/listen-notification" ? { port: Number(tcp.address.split(":")[1]), secret } : undefined;
      },
      greet: (peer, { secret }, signal) => peer.call("Meta.Authenticate", { secret }, signal),
      pages: {
        items: ({ items }: Page) => items,
        next: ({ nextCursor }) => nextCursor && { cursor: nextCursor },
        // It is what the app knew when it was last open. Now butler asks itch.io for all of it.
        again: ({ stale }) => stale && { fresh: true },
      },
      errors: {
        9000: () => new NetworkError("butler cannot reach itch.io"),
        12000: (error) =>
          /\b40[13]\b/.test(error.message) ? new InvalidCredentials("Log in to the itch app again") : error,
      },
    });
  }

  async path(...names: string[]): Promise<string> {
    return join((await this.os.folders()).settings, "itch", ...names);
  }

  /** Resolves to who is logged in to the app, or was last. */
  async user(): Promise<Profile["user"] | undefined> {
    const select = () => this.#select<Profile>(PROFILE, "profiles p join users u on u.id = p.user_id");
    const otherwise = async () => ({ profiles: await select() });
    const { profiles } = await this.daemon.call<{ profiles: Profile[] }>("Profile.List", {}, { otherwise });
    return profiles.sort((one, other) => other.lastConnected.localeCompare(one.lastConnected))[0]?.user;
  }

  owned(profileId: number, signal: AbortSignal): Promise<Owned[]> {
    const from = `download_keys k join games g on g.id = k.game_id where k.owner_id = ${profileId}`;
    const use = { signal, otherwise: () => this.#select<Owned>(GAME, from) };
    return this.daemon.list("Fetch.ProfileOwnedKeys", { profileId, limit: 100 }, use);
  }

  /** Resolves to the games that are installed, those played last first. The soundtrack of a game is installed on its own. */
  async caves(signal: AbortSignal): Promise<Cave[]> {
    const from = "caves c join games g on g.id = c.game_id join uploads u on u.id = c.upload_id";
    const location = "left join install_locations l on l.id = c.install_location_id";
    const otherwise = () => this.#select<Cave>(CAVE, `${from} ${location} order by c.last_touched_at desc`);
    const caves = await this.daemon.list<Cave>("Fetch.Caves", { limit: 100 }, { signal, otherwise });
    return caves.filter(({ stats, upload }) => stats.installedAt && PLAYABLE.includes(upload.type));
  }

  /** Reads what the daemon would say from its database. */
  async #select<Row>(columns: string, from: string): Promise<Row[]> {
    const query = { sql: `select json_object(${columns}) as json from ${from}`, ifMissing: [] };
    const rows = await readSqlite<{ json: string }, never[]>(await this.path("db", "butler.db"), query);
    return rows.map(({ json }) => JSON.parse(json) as Row);
  }
}
