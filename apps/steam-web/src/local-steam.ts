import { realpath } from "node:fs/promises";
import { join, resolve } from "node:path";
import { firstExisting, HostOs, InstalledGames, LauncherAddresses, OnFileChange } from "@galaxy-kit/local";
import { readEach, readVdf } from "@galaxy-kit/local";
import { Service, type SourceRun } from "@galaxy-kit/sdk";
import { gameIdOf } from "./editions.js";

const FLATPAK = ".var/app/com.valvesoftware.Steam/.local/share/Steam";
/** Bits of `StateFlags`. Of a game that is only shared, there are the files that another one needs. */
const FLAGS = { installed: 4, shared: 64, updating: 256, uninstalling: 2048, running: 8192 };

type Libraries = Readonly<{ libraryfolders: Readonly<Record<string, string | { path: string }>> }>;
type Manifest = Readonly<{ appstate: Readonly<Record<"stateflags" | "installdir" | "sizeondisk", string>> }>;

/** Steam on this computer: its libraries, and its `steam:` addresses. */
@LauncherAddresses({
  launch: "steam://rungameid/{gameId}",
  install: "steam://install/{gameId}",
  uninstall: "steam://uninstall/{gameId}",
  idOf: (steam: LocalSteam, gameId) => steam.appIdOf(gameId),
  orElse: "https://store.steampowered.com/about/",
})
@Service()
export class LocalSteam {
  /** Those that were read last. */
  #folders: readonly string[] = [];

  constructor(private readonly os: HostOs) {}

  /** Steam replaces a manifest when a game is installed, updated, started, ended or removed. */
  @OnFileChange((steam: LocalSteam) => steam.#folders)
  @InstalledGames({ refresh: "1m", sizes: true, removals: { confirm: 1 } })
  async installed(run?: SourceRun<unknown>) {
    this.#folders = await this.#libraries();
    const readManifest = async (file: string, [, appId = ""]: string[]) => {
      const { stateflags, installdir, sizeondisk } = (await readVdf<Manifest>(file, { keys: "lowercase" })).appstate;
      const is = (flag: keyof typeof FLAGS) => (Number(stateflags) & FLAGS[flag]) !== 0;
      const isInstalled = is("installed") && !is("shared") && !is("uninstalling");
      const isPreparing = is("updating") || is("running");
      const folder = join(file, "..", "common", installdir);
      return { gameId: gameIdOf(appId), appId, folder, size: Number(sizeondisk), isInstalled, isPreparing };
    };
    const apps = await readEach(this.#folders, /^appmanifest_(\d+)\.acf$/, readManifest, run);
    return apps.filter(({ isInstalled }) => isInstalled);
  }

  /** Resolves to the id of the edition that is installed. */
  async appIdOf(gameId: string): Promise<string> {
    return (await this.installed()).find((app) => app.gameId === gameId)?.appId ?? gameId;
  }

  /** Resolves to the folders with games: Steam's own, and those on other disks. */
  async #libraries(): Promise<string[]> {
    const { home, data } = await this.os.folders();
    const registered = (await this.os.registry("HKCU\\Software\\Valve\\Steam"))?.values["SteamPath"];
    const places = [String(registered ?? ""), ".steam/steam", join(data, "Steam"), FLATPAK];
    const list = await firstExisting(places.map((place) => resolve(home, place, "steamapps", "libraryfolders.vdf")));
    if (list === undefined) return [];
    const { libraryfolders } = await readVdf<Libraries>(list, { keys: "lowercase" });
    const others = Object.entries(libraryfolders).filter(([key]) => /^\d+$/.test(key));
    const paths = others.map(([, entry]) => join(typeof entry === "string" ? entry : entry.path, "steamapps"));
    // Steam's own may be in the list, too, under the name of a link.
    const real = [join(list, ".."), ...paths].map((path) => realpath(path).catch(() => path));
    return [...new Set(await Promise.all(real))];
  }
}
