import { readdir } from "node:fs/promises";
import { join, parse } from "node:path";
import { exec, InstalledGames, OnFileChange, TrackGameTime, tree } from "@galaxy-kit/local";
import { firstExisting, readAs, titleOf } from "@galaxy-kit/local";
import { GalaxyPlugin, Inject, LaunchGame, LicenseType, OwnedGames, PluginIdentity } from "@galaxy-kit/sdk";
import { type Game, type LocalGame, type Source, sourceOf, type SourceRun } from "@galaxy-kit/sdk";
import { FormLogin, OnSettingsChange } from "@galaxy-kit/settings";
import { parsePlaylist, type PlaylistItem } from "./playlist.js";
import { RetroArch } from "./retroarch.js";
import { RetroArchSettings } from "./settings.js";
import { SYSTEMS, VARIANTS } from "./systems.js";

const CORE_EXTENSION = new Map(Object.entries({ win32: "dll", darwin: "dylib" })).get(process.platform) ?? "so";

/** The games in RetroArch's playlists: an integration for each platform. */
@GalaxyPlugin({ services: [RetroArch], variants: VARIANTS })
@FormLogin(RetroArchSettings)
@TrackGameTime()
export class RetroArchPlugin {
  /** The folder of the playlists, and those that were read last. */
  #files: readonly string[] = [];

  constructor(
    private readonly retroArch: RetroArch,
    private readonly settings: RetroArchSettings,
    private readonly identity: PluginIdentity,
    @Inject(sourceOf("ownedGames")) private readonly ownedGames: Source<Game>,
    @Inject(sourceOf("localGames")) private readonly localGames: Source<LocalGame>,
  ) {}

  @OwnedGames({ refresh: "5m" })
  async owned(run: SourceRun<Game>) {
    const licenseInfo = { licenseType: LicenseType.SinglePurchase };
    return (await this.#read(run)).map(({ gameId, title }) => ({ gameId, gameTitle: title, licenseInfo }));
  }

  @InstalledGames({ refresh: "30s", removals: { confirm: 1 } })
  async installed(run: SourceRun<LocalGame>) {
    const roms = (await this.#read(run)).filter(({ isInstalled }) => isInstalled);
    return roms.map(({ gameId, content }) => ({ gameId, file: content }));
  }

  @LaunchGame()
  async launch(gameId: string) {
    const { program, cores } = await this.retroArch.read();
    const rom = (await this.#read()).find((each) => each.gameId === gameId);
    if (!rom?.isInstalled) throw new Error(`${rom?.content ?? gameId} is missing. Scan its folder again in RetroArch.`);
    const usual = [this.settings.core, ...rom.usualCores].filter((name) => name !== "");
    const names = usual.map((name) => `${name}_libretro.${CORE_EXTENSION}`);
    const core = await firstExisting([rom.core ?? "", ...names.map((name) => join(cores, name))]);
    const remedy = "Get one in RetroArch under Online Updater > Core Downloader.";
    if (core === undefined)
      throw new Error(`None of the cores for ${rom.system} is in ${cores}: ${names.join(", ")}. ${remedy}`);
    const options = this.settings.fullScreen ? ["-f"] : [];
    return exec(program, ["-L", core, ...options, rom.content], { track: tree() });
  }

  @OnFileChange((plugin: RetroArchPlugin) => plugin.#files)
  @OnSettingsChange(RetroArchSettings)
  async refresh() {
    await Promise.all([this.ownedGames.refresh(), this.localGames.refresh()]);
  }

  async #read(run?: Pick<SourceRun<unknown>, "skip">) {
    const { playlists } = await this.retroArch.read();
    // content_history.lpl and content_favorites.lpl repeat what is in the others.
    const names = (await readdir(playlists)).filter((name) => /^(?!content_).*\.lpl$/.test(name));
    this.#files = [playlists, ...names.map((name) => join(playlists, name))];
    const read = names.map(async (name) => {
      try {
        return await this.#readPlaylist(join(playlists, name));
      } catch (error) {
        run?.skip({ playlist: name }, (error as Error).message);
        return [];
      }
    });
    const roms = (await Promise.all(read)).flat();
    // A game that is in several playlists counts once, preferably where its file exists and its core is known.
    const rank = ({ isInstalled, core }: (typeof roms)[0]) => Number(isInstalled) * 2 + Number(core !== undefined);
    roms.sort((one, other) => rank(one) - rank(other));
    return [...new Map(roms.map((rom) => [rom.gameId, rom])).values()];
  }

  async #readPlaylist(file: string) {
    const { absolute } = await this.retroArch.read();
    const { items, default_core_path, base_content_directory } = await readAs(file, parsePlaylist);
    const toRom = async ({ path = "", label, core_path, db_name = "" }: PlaylistItem) => {
      // In a playlist that the user has made, each item says of which system it is.
      const systems = [db_name, file].map((name) => parse(name).name);
      const system = systems.find((name) => SYSTEMS[name]?.[0] === this.identity.platform);
      if (!system || !path) return [];
      const content = absolute(path, base_content_directory || undefined);
      const [, archive, member = content] = /^(.*\.(?:zip|7z|apk))#(.*)$/i.exec(content) ?? [];
      const isInstalled = (await firstExisting([archive ?? content])) !== undefined;
      // RetroArch stores play time and saved games under this name. It survives a move to another folder.
      const gameId = parse(member).name;
      const core = [core_path, default_core_path].find((chosen) => chosen && !/^(DETECT|builtin)$/.test(chosen));
      const [, ...usualCores] = SYSTEMS[system] ?? [];
      const title = titleOf(label || gameId, false);
      return [{ gameId, title, system, content, isInstalled, core: core && absolute(core), usualCores }];
    };
    return (await Promise.all(items.map(toRom))).flat();
  }
}
