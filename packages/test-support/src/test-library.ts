import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eventually } from "./eventually.js";
import { kill } from "./processes.js";

/** Runs until it is killed. Writes a file named after its pid that holds the pid of the integration. */
const RUNS_UNTIL_KILLED = `
import { renameSync, writeFileSync } from "node:fs";
writeFileSync("started", String(process.ppid));
renameSync("started", "pid-" + process.pid);
setInterval(() => {}, 60_000);
`;

/** A library folder with real games. */
export class TestLibrary {
  private constructor(readonly dir: string) {}

  static async create(): Promise<TestLibrary> {
    return new TestLibrary(await mkdtemp(join(tmpdir(), "galaxy-kit-library-")));
  }

  /** Adds a game or rewrites its `game.json`. The folder is named after the id by default. */
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
    // Atomic: the integration may read the file at any time.
    await writeFile(join(this.dir, `.${name}`), content);
    await rename(join(this.dir, `.${name}`), join(this.dir, folder, name));
  }

  async remove(folder: string): Promise<void> {
    await rm(join(this.dir, folder), { recursive: true });
  }

  /** Returns the pids of the processes that were started for a game. */
  async pids(folder: string): Promise<number[]> {
    const names = await readdir(join(this.dir, folder));
    return names.filter((name) => name.startsWith("pid-")).map((name) => Number(name.slice("pid-".length)));
  }

  /** Waits until a game has started, and resolves to its pid. */
  async started(folder: string): Promise<number> {
    return eventually(`${folder} starts`, async () => (await this.pids(folder)).at(0));
  }

  /** Resolves to the pid of the process that started a game. */
  async starterOf(folder: string): Promise<number> {
    return Number(await readFile(join(this.dir, folder, `pid-${await this.started(folder)}`), "utf8"));
  }

  /** Makes the folder unavailable, as if its disk were unplugged. */
  async takeAway(): Promise<void> {
    await rename(this.dir, `${this.dir}.away`);
  }

  async bringBack(): Promise<void> {
    await rename(`${this.dir}.away`, this.dir);
  }

  /** Kills every running game and deletes the folder. */
  async destroy(): Promise<void> {
    for (const entry of await readdir(this.dir, { withFileTypes: true })) {
      if (entry.isDirectory()) for (const pid of await this.pids(entry.name)) kill(pid);
    }
    await rm(this.dir, { recursive: true, force: true, maxRetries: 5 });
  }
}
