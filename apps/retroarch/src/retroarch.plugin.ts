import { readdir } from "node:fs/promises";
import { dirname, join, parse } from "node:path";
import { exec, expandPath, firstExisting, FolderLibrary, HostOs, type LibraryEntry } from "@galaxy-kit/local";
import { readAs, readJson, readKeyValues, titleOf, TrackGameTime, tree } from "@galaxy-kit/local";
import { GalaxyPlugin, type GameTime, GameTimes, InvalidCredentials, PluginIdentity } from "@galaxy-kit/sdk";
import { CheckSettings, FormLogin } from "@galaxy-kit/settings";
import { parsePlaylist } from "./playlist.js";
import { RetroArchSettings } from "./settings.js";
import { SYSTEMS, VARIANTS } from "./systems.js";

const RETROARCH = { program: "retroarch", title: "RetroArch", flatpak: "org.libretro.RetroArch", steam: 1118310 };
const CONFIG = ["retroarch.cfg", "retroarch/retroarch.cfg", "RetroArch/config/retroarch.cfg"];
const EXTENSION = new Map(Object.entries({ win32: "dll", darwin: "dylib" })).get(process.platform) ?? "so";
const REMEDY = "Get one in RetroArch under Online Updater > Core Downloader.";

/** The games in RetroArch's playlists: an integration for each platform. */
@GalaxyPlugin({ variants: VARIANTS })
@FormLogin(RetroArchSettings)
@TrackGameTime()
export class RetroArchPlugin {
  constructor(
    private readonly settings: RetroArchSettings,
    private readonly os: HostOs,
    private readonly identity: PluginIdentity,
  ) {}

  @CheckSettings(RetroArchSettings)
  async check(next: RetroArchSettings) {
    await this.#retroArch(next);
  }

  // RetroArch's own lists, such as content_history.lpl, repeat what is in the others.
  @FolderLibrary({ in: (own: RetroArchPlugin) => own.playlists(), each: "file", match: ["*.lpl", "!content_*"] })
  async games({ path: playlist }: LibraryEntry) {
    const { absolute } = await this.#retroArch();
    const { items, default_core_path, base_content_directory } = await readAs(playlist, parsePlaylist);
    return items.flatMap(({ path, label, core_path, db_name = "" }) => {
      // In a playlist that the user has made, each item says of which system it is.
      const systems = [db_name, playlist].map((name) => SYSTEMS[parse(name).name]);
      const system = systems.find((each) => each?.[0] === this.identity.platform);
      if (!system) return [];
      const file = absolute(path, base_content_directory || undefined);
      const [, archive = file, member = file] = /^(.*\.(?:zip|7z|apk))#(.*)$/i.exec(file) ?? [];
      // RetroArch stores play time and saved games under this name. It survives a move to another folder.
      const gameId = parse(member).name;
      const core = [core_path, default_core_path].find((chosen) => chosen && !/^(DETECT|builtin)$/.test(chosen));
      const launch = () => this.#launch(file, system, core && absolute(core));
      return { gameId, title: titleOf(label || gameId, false), path: archive, file, priority: core ? 1 : 0, launch };
    });
  }

  async playlists() {
    return (await this.#retroArch()).playlists;
  }

  /** What RetroArch itself has counted: `{ "runtime": "112:05:09", "last_played": "2026-11-28 21:14:07" }` for each game. */
  @GameTimes()
  async played(gameId: string): Promise<GameTime> {
    const { logs } = await this.#retroArch();
    const read = async (folder: string) => {
      const log: Record<string, string> = await readJson(join(logs, folder, `${gameId}.lrtl`), { ifMissing: {} });
      const seconds = log["runtime"]?.split(":").reduce((total, part) => total * 60 + Number(part), 0) ?? 0;
      return { seconds, lastPlayed: Date.parse(log["last_played"]?.replace(" ", "T") ?? "") / 1000 || 0 };
    };
    // Either one file for all cores, or one for each. Where the user has switched, one of both contains the other.
    const whole = await read("");
    const cores = await Promise.all((await readdir(logs).catch(() => [])).map(read));
    const sum = cores.reduce((total, { seconds }) => total + seconds, 0);
    const lastPlayedTime = Math.max(...[whole, ...cores].map(({ lastPlayed }) => lastPlayed)) || undefined;
    return { gameId, timePlayed: Math.round(Math.max(whole.seconds, sum) / 60), lastPlayedTime };
  }

  async #launch(file: string, [, ...usual]: (typeof SYSTEMS)[string], chosen = "") {
    const { program, cores } = await this.#retroArch();
    const names = [this.settings.core, ...usual].flatMap((name) => (name ? [`${name}_libretro.${EXTENSION}`] : []));
    const core = await firstExisting([chosen, ...names.map((name) => join(cores, name))]);
    if (core === undefined) throw new Error(`${cores} has none of the cores ${names.join(", ")}. ${REMEDY}`);
    return exec(program, ["-L", core, ...(this.settings.fullScreen ? ["-f"] : []), file], { track: tree() });
  }

  /** What retroarch.cfg says. */
  async #retroArch({ folder, program: chosen } = this.settings) {
    const config = folder ? join(folder, "retroarch.cfg") : CONFIG;
    const [found] = await this.os.installations({ ...RETROARCH, folders: [folder], config, chosen });
    if (!found) throw new InvalidCredentials("Cannot find RetroArch and its retroarch.cfg: name their folder.");
    const absolute = (path: string, base = dirname(found.config)) => expandPath(path, base, { ":": found.folder });
    const values = await readKeyValues(found.config);
    const folderOf = (key: string, usual: string) => absolute(values.get(key)?.replace(/^default$/, "") || usual);
    const playlists = folderOf("playlist_directory", "playlists");
    const logs = folderOf("runtime_log_directory", join(playlists, "logs"));
    return { program: found.path, absolute, playlists, logs, cores: folderOf("libretro_directory", "cores") };
  }
}
