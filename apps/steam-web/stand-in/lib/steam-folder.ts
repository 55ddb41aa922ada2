import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { APP, type SteamWorld } from "./world.js";

/** What Steam says about an application, as bits that are added up. */
export const StateFlag = {
  UpdateRequired: 2,
  Installed: 4,
  FilesMissing: 32,
  /** Only the files that another game needs are here. */
  SharedOnly: 64,
  UpdateRunning: 256,
  UpdateStarted: 1024,
  Uninstalling: 2048,
  Running: 8192,
} as const;

const SIZE = 3_000_000_000;

/** The folder of Steam on a computer: two libraries, the program, and games that can be started. */
export class SteamFolder {
  /** The home folder of the user, in which a link leads to Steam. */
  readonly home: string;
  readonly steam: string;
  /** The second library, on another disk. */
  readonly disk: string;

  constructor(
    readonly root: string,
    private readonly world: SteamWorld,
  ) {
    this.home = join(root, "home");
    this.steam = join(root, "Steam");
    this.disk = join(root, "Disk 2", "SteamLibrary");
    this.writeLibraries("new");
    const catalog = [...world.apps.values()].map(({ appid, name }) => [appid, { name: name.trim(), size: SIZE }]);
    this.#write(join(this.steam, "catalog.json"), JSON.stringify(Object.fromEntries(catalog)));
    mkdirSync(join(this.home, ".steam"), { recursive: true });
    symlinkSync(this.steam, join(this.home, ".steam", "steam"), "junction");
    this.install(APP, this.steam);
    this.install(APP + 10, this.disk, StateFlag.Installed | StateFlag.UpdateRequired);
    // Traps: still downloading; only files that another game needs; the id that a game has in another edition.
    this.install(APP + 20, this.disk, StateFlag.UpdateRequired | StateFlag.UpdateStarted);
    this.install(APP + 30, this.steam, StateFlag.Installed | StateFlag.UpdateRequired | StateFlag.SharedOnly);
    this.install(499450, this.disk);
  }

  /** Until 2021, the file named the other libraries only, and had text where there are nodes now. */
  writeLibraries(format: "new" | "old"): void {
    const escape = (path: string): string => path.replaceAll("\\", "\\\\");
    const content =
      format === "new"
        ? `"libraryfolders"\n{\n${[this.steam, this.disk]
            .map((path, index) => `\t"${index}"\n\t{\n\t\t"path"\t\t"${escape(path)}"\n\t\t"label"\t\t""\n\t}\n`)
            .join("")}}\n`
        : `"LibraryFolders"\n{\n\t"TimeNextStatsReport"\t\t"1640000000"\n\t"1"\t\t"${escape(this.disk)}"\n}\n`;
    this.#write(join(this.steam, "steamapps", "libraryfolders.vdf"), content);
  }

  install(appid: number, library: string, flags: number = StateFlag.Installed): void {
    const name = this.world.apps.get(appid)?.name.trim() ?? "";
    const values = { appid, Universe: 1, name, StateFlags: flags, installdir: name, SizeOnDisk: SIZE + appid };
    const lines = Object.entries(values).map(([key, value]) => `\t"${key}"\t\t"${value}"\n`);
    this.#write(this.manifest(appid, library), `"AppState"\n{\n${lines.join("")}}\n`);
    const program = join(library, "steamapps", "common", name, "game.cjs");
    this.#write(program, readFileSync(programOf("game.cjs"), "utf8"));
  }

  manifest(appid: number, library = this.steam): string {
    return join(library, "steamapps", `appmanifest_${appid}.acf`);
  }

  flagsOf(appid: number, library = this.steam): number {
    return Number(/"StateFlags"\s+"(\d+)"/.exec(readFileSync(this.manifest(appid, library), "utf8"))?.[1]);
  }

  /** Updates, downloads and removals do not get on. Returns what makes them go on. */
  hold(): () => void {
    const file = join(this.steam, "hold");
    this.#write(file, "");
    return () => rmSync(file);
  }

  /** Makes Steam the program for `steam:` addresses. Returns the `PATH` for that. Linux only. */
  registerProgram(): string {
    const bin = join(this.root, "bin");
    const script = (name: string, content: string): void =>
      this.#write(join(bin, name), `#!/bin/sh\n${content}\n`, 0o755);
    script("xdg-mime", '[ "$3" = x-scheme-handler/steam ] && echo steam.desktop');
    script("gio", "exit 1");
    script("xdg-open", `'${process.execPath}' '${programOf("steam.mjs")}' '${this.steam}' "$1" > /dev/null 2>&1 &`);
    return `${bin}${delimiter}${process.env["PATH"] ?? ""}`;
  }

  #write(file: string, content: string, mode = 0o644): void {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content, { mode });
  }
}

function programOf(name: string): string {
  return fileURLToPath(new URL(`../programs/${name}`, import.meta.url));
}
