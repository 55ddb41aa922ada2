import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eventually } from "./eventually.js";

/** Runs until it is killed, and leaves a file behind that tells its pid and that of the integration. */
const RUNS_UNTIL_KILLED = `
import { renameSync, writeFileSync } from "node:fs";
writeFileSync("started", String(process.ppid));
renameSync("started", "pid-" + process.pid);
setInterval(() => {}, 60_000);
`;

/** A library folder with real games in it. */
export class TestLibrary {
  private constructor(readonly dir: string) {}

  static async create(): Promise<TestLibrary> {
    return new TestLibrary(await mkdtemp(join(tmpdir(), "galaxy-kit-library-")));
  }

  /** Adds a game, or writes the file of one anew. Its folder has its id as name, unless told otherwise. */
  async add(
    id: string,
    { folder = id, ...fields }: { readonly folder?: string } & Record<string, unknown> = {},
  ): Promise<string> {
    const path = join(this.dir, folder);
    await mkdir(path, { recursive: true });
    await writeFile(join(path, "game.mjs"), RUNS_UNTIL_KILLED);
    await this.write(folder, "game.json", JSON.stringify({ id, title: `Title of ${id}`, exe: "game.mjs", ...fields }));
    return path;
  }

  async write(folder: string, name: string, content: string): Promise<void> {
    await mkdir(join(this.dir, folder), { recursive: true });
    // In one step, as a reader may come at any time.
    await writeFile(join(this.dir, `.${name}`), content);
    await rename(join(this.dir, `.${name}`), join(this.dir, folder, name));
  }

  async remove(folder: string): Promise<void> {
    await rm(join(this.dir, folder), { recursive: true });
  }

  /** The processes that a game has been started as. */
  async pids(folder: string): Promise<number[]> {
    const names = await readdir(join(this.dir, folder));
    return names.filter((name) => name.startsWith("pid-")).map((name) => Number(name.slice("pid-".length)));
  }

  /** Waits until a game has been started. */
  async started(folder: string): Promise<number> {
    return eventually(`${folder} starts`, async () => (await this.pids(folder)).at(0));
  }

  /** The process that has started a game. */
  async starterOf(folder: string): Promise<number> {
    return Number(await readFile(join(this.dir, folder, `pid-${await this.started(folder)}`), "utf8"));
  }

  /** The folder cannot be reached, as when its disk is away. */
  async takeAway(): Promise<void> {
    await rename(this.dir, `${this.dir}.away`);
  }

  async bringBack(): Promise<void> {
    await rename(`${this.dir}.away`, this.dir);
  }

  /** Ends every game that still runs and removes the folder. */
  async destroy(): Promise<void> {
    for (const entry of await readdir(this.dir, { withFileTypes: true })) {
      if (entry.isDirectory()) for (const pid of await this.pids(entry.name)) kill(pid);
    }
    await rm(this.dir, { recursive: true, force: true, maxRetries: 5 });
  }
}

export function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended.
  }
}

export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
