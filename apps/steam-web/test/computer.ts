import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eventually, isRunning, kill } from "@galaxy-kit/test-support";
import { SteamFolder } from "../stand-in/lib/steam-folder.js";
import type { SteamWorld } from "../stand-in/lib/world.js";

/** This computer, in a folder of its own. */
export class Computer {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), "galaxy kit é ")));
  readonly #before = { ...process.env };

  constructor() {
    process.env["HOME"] = join(this.root, "home");
    // They would say where the folders of this user are.
    for (const name of ["XDG_DATA_HOME", "XDG_CONFIG_HOME"]) Reflect.deleteProperty(process.env, name);
  }

  /** Installs Steam: two libraries, and the program for `steam:` addresses. */
  installSteam(world: SteamWorld): SteamFolder {
    const folder = new SteamFolder(this.root, world);
    process.env["PATH"] = folder.registerProgram();
    return folder;
  }

  /** Resolves to the pid of the game that runs. */
  async game(): Promise<number> {
    return await eventually("a game runs", () => this.#pidsOf("game.cjs").at(0));
  }

  /** Resolves when neither Steam nor a game runs. */
  async idle(): Promise<void> {
    await eventually("everything has ended", () => (this.#pidsOf(".cjs").length > 0 ? undefined : true));
  }

  async destroy(): Promise<void> {
    const pids = this.#pidsOf(".cjs");
    for (const pid of pids) kill(pid);
    await eventually("everything ends", () => (pids.some(isRunning) ? undefined : true));
    Object.assign(process.env, this.#before);
    rmSync(this.root, { recursive: true, force: true, maxRetries: 5 });
  }

  /** The processes of Node whose script is in the folder. */
  #pidsOf(script: string): number[] {
    const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
    const ours = pids.filter((pid) => {
      const [, path = ""] = read(`/proc/${pid}/cmdline`).split("\0");
      return path.startsWith(this.root) && path.endsWith(script);
    });
    return ours.map(Number);
  }
}

/** Returns nothing about a process that has just ended. */
function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
