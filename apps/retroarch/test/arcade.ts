import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { eventually, isRunning, kill } from "@galaxy-kit/test-support";
import { newFolder } from "@galaxy-kit/test-support/jest";
import { beforeAll } from "@jest/globals";

const CREATE_LIBRARY = fileURLToPath(new URL("../stand-in/create-library.mjs", import.meta.url));
/** Written once for all tests of a file: each gets a copy at the same place, since the paths in it are absolute. */
const PARENT = newFolder();
const TEMPLATE = join(PARENT, "template");
const FOLDER = join(PARENT, "arcade");

beforeAll(() => {
  execFileSync(process.execPath, [CREATE_LIBRARY, FOLDER, "2"]);
  renameSync(FOLDER, TEMPLATE);
});

interface RunningRetroArch {
  readonly pid: number;
  readonly args: readonly string[];
}

/** A portable RetroArch with ten playlists, in a folder of its own. */
export class Arcade {
  readonly folder = FOLDER;
  readonly settings = {
    folder: this.path("RetroArch"),
    program: this.path("RetroArch", "retroarch.cjs"),
    core: "",
    fullScreen: true,
  };

  constructor() {
    cpSync(TEMPLATE, this.folder, { recursive: true });
  }

  /** What a built integration needs to find its settings. */
  readonly environment = { GALAXY_KIT_DATA_DIR: this.path("galaxy") };

  /** Writes the settings of the integration for the NES, as the user does. */
  saveSettings(): void {
    this.write(
      this.path("galaxy", "galaxy-kit-retroarch_nes", "config", "settings.jsonc"),
      JSON.stringify(this.settings),
    );
  }

  path(...names: string[]): string {
    return join(this.folder, ...names);
  }

  playlist(system: string): string {
    return this.path("RetroArch", "playlists", `${system}.lpl`);
  }

  core(name: string): string {
    return this.path("RetroArch", "cores", `${name}_libretro.so`);
  }

  write(file: string, content: string | Buffer): void {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }

  /** Replaces a playlist with these items. */
  writePlaylist(system: string, items: object[], more: object = {}): void {
    this.write(this.playlist(system), JSON.stringify({ ...more, items }));
  }

  /** Adds a value to retroarch.cfg. */
  configure(key: string, value: string): void {
    const file = this.path("RetroArch", "retroarch.cfg");
    const lines = readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => !line.startsWith(`${key} `));
    this.write(file, [...lines, `${key} = "${value}"`].join("\n"));
  }

  writePlayTime(folder: string, game: string, runtime: string, lastPlayed: string): void {
    const log = { version: "1.0", runtime, last_played: lastPlayed };
    this.write(this.path("RetroArch", "playlists", "logs", folder, `${game}.lrtl`), JSON.stringify(log));
  }

  playTime(core: string, game: string): { runtime: string; last_played: string } {
    const file = this.path("RetroArch", "playlists", "logs", core, `${game}.lrtl`);
    return JSON.parse(readFileSync(file, "utf8")) as { runtime: string; last_played: string };
  }

  remove(path: string): void {
    rmSync(path);
  }

  /** Takes a folder away, as a disk that is unplugged. Returns what brings it back. */
  takeAway(path: string): () => void {
    renameSync(path, `${path} (gone)`);
    return () => renameSync(`${path} (gone)`, path);
  }

  /** Resolves to the pid and the arguments of the RetroArch that runs. */
  async running(): Promise<RunningRetroArch> {
    return eventually("RetroArch runs", () => this.#processes().at(0));
  }

  get isRunning(): boolean {
    return this.#processes().length > 0;
  }

  /** Resolves when RetroArch and what it has started have ended. */
  async ended(): Promise<void> {
    await this.running();
    await eventually("RetroArch has ended", () => (this.isRunning ? undefined : true));
  }

  /** Ends what still runs, and deletes the folder. */
  async destroy(): Promise<void> {
    const pids = this.#processes().map(({ pid }) => pid);
    for (const pid of pids) kill(pid);
    await eventually("RetroArch ends", () => (pids.some(isRunning) ? undefined : true));
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  #processes(): RunningRetroArch[] {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .map((name) => ({ pid: Number(name), args: commandOf(name) }))
      .filter(({ args }) => args[1] === this.settings.program)
      .map((running) => ({ ...running, args: running.args.slice(2, -1) }));
  }
}

function commandOf(pid: string): string[] {
  return read(`/proc/${pid}/cmdline`).split("\0");
}

/** Returns nothing about a process that has just ended. */
function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
