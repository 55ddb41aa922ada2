import { readdir } from "node:fs/promises";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { firstExisting, HostOs, readJson, readKeyValues } from "@galaxy-kit/local";
import { BackendNotAvailable, type GameTime, GameTimes, Service } from "@galaxy-kit/sdk";
import { CheckSettings } from "@galaxy-kit/settings";
import { RetroArchSettings } from "./settings.js";

const FLATPAK = "org.libretro.RetroArch";
const MAC_PROGRAM = "/Applications/RetroArch.app/Contents/MacOS/RetroArch";

type PlayTime = Readonly<{ runtime?: string; last_played?: string }>;

/** RetroArch on this computer: installed, portable, from Steam, or a Flatpak. */
@Service()
export class RetroArch {
  #programFolders: readonly string[] = [];

  constructor(
    private readonly settings: RetroArchSettings,
    private readonly os: HostOs,
  ) {}

  @CheckSettings(RetroArchSettings)
  async check(next: RetroArchSettings) {
    const message = "Cannot find retroarch.cfg. RetroArch writes it when it is started for the first time.";
    return (await this.#findConfig(next)) === undefined ? [{ field: "folder" as const, message }] : [];
  }

  /** Reads retroarch.cfg. */
  async read() {
    const config = await this.#findConfig(this.settings);
    if (config === undefined)
      throw new BackendNotAvailable("Cannot find retroarch.cfg: name its folder in the settings.");
    const own = dirname(config);
    const other = own.includes(FLATPAK) ? `/var/lib/flatpak/exports/bin/${FLATPAK}` : MAC_PROGRAM;
    const found = await firstExisting([join(own, "retroarch.exe"), join(own, "retroarch"), other]);
    const program = this.settings.program || (found ?? "retroarch");
    const { home } = await this.os.folders();
    const prefixes = new Map(Object.entries({ "~": home, ":": isAbsolute(program) ? dirname(program) : own }));
    /** In the paths that RetroArch writes, `~` is the user's folder, and `:` the program's. */
    const expand = (path: string) => path.replace(/^[~:](?=[\\/])/, (prefix) => prefixes.get(prefix) ?? prefix);
    const absolute = (path: string, base = own): string => resolve(base, expand(path));
    const values = await readKeyValues(config);
    const folder = (key: string, usual: string): string => absolute(values.get(key)?.replace(/^default$/, "") || usual);
    const playlists = folder("playlist_directory", "playlists");
    const logs = folder("runtime_log_directory", join(playlists, "logs"));
    return { program, absolute, playlists, logs, cores: folder("libretro_directory", "cores") };
  }

  /** What RetroArch itself has counted: `{ "runtime": "112:05:09", "last_played": "2026-11-28 21:14:07" }` for each game. */
  @GameTimes()
  async played(gameId: string): Promise<GameTime> {
    const { logs } = await this.read();
    const cores = (await readdir(logs, { withFileTypes: true }).catch(() => [])).filter((entry) => entry.isDirectory());
    const read = async (folder: string) => {
      const file = join(logs, folder, `${gameId}.lrtl`);
      const { runtime = "", last_played = "" } = await readJson<PlayTime, PlayTime>(file, { ifMissing: {} });
      const seconds = runtime.split(":").reduce((total, part) => total * 60 + Number(part), 0);
      return { seconds, lastPlayed: Date.parse(last_played.replace(" ", "T")) / 1000 || 0 };
    };
    const whole = await read("");
    const parts = await Promise.all(cores.map(({ name }) => read(name)));
    // Either one file for all cores, or one for each. Where the user has switched, one of both contains the other.
    const sum = parts.reduce((seconds, part) => seconds + part.seconds, 0);
    const seconds = Math.max(whole.seconds, sum);
    const lastPlayed = Math.max(...[whole, ...parts].map((part) => part.lastPlayed));
    return { gameId, timePlayed: Math.round(seconds / 60), lastPlayedTime: lastPlayed || undefined };
  }

  async #findConfig({ folder }: RetroArchSettings): Promise<string | undefined> {
    const findIn = (places: readonly string[]) => firstExisting(places.map((place) => join(place, "retroarch.cfg")));
    if (folder !== "") return findIn([folder]);
    const { home, data, settings } = await this.os.folders();
    const found = await findIn([
      join(settings, "retroarch"),
      join(settings, "RetroArch", "config"),
      join(home, ".var", "app", FLATPAK, "config", "retroarch"),
      join(data, "Steam", "steamapps", "common", "RetroArch"),
      "C:\\RetroArch-Win64",
      ...this.#programFolders,
    ]);
    if (found !== undefined) return found;
    // On Windows, RetroArch and its Steam version may be on any drive. That takes a while to find out.
    const programs = (await this.os.installedPrograms()).filter(({ name }) => name.startsWith("RetroArch"));
    this.#programFolders = programs.flatMap((program) => program.folder ?? []);
    return findIn(this.#programFolders);
  }
}
