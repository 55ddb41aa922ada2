import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { StepContext } from "@galaxy-kit/simulator";

/** Runs until there is a file `stop` next to it, or for two minutes. Writes its pid to `running`. */
const GAME = `
import { existsSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
const file = (name) => join(import.meta.dirname ?? process.cwd(), name);
writeFileSync(file("running.new"), String(process.pid));
renameSync(file("running.new"), file("running"));
const end = Date.now() + 120_000;
setInterval(() => { if (existsSync(file("stop")) || Date.now() > end) process.exit(); }, 50);
`;

/** Starts the game and ends. */
const LAUNCHER = `
import { spawn } from "node:child_process";
import { join } from "node:path";
const game = join(import.meta.dirname ?? process.cwd(), "game.mjs");
spawn(process.execPath, [game], { detached: true, stdio: "ignore" }).unref();
`;

/** A library of the scenario's own, with real games, in the folder that the integration gets. */
export class ScenarioLibrary {
  private constructor(private readonly root: string) {}

  /** Creates the folder. What the integration is started with from now on is in the environment of this process. */
  static async create(): Promise<ScenarioLibrary> {
    const library = new ScenarioLibrary(await mkdtemp(join(tmpdir(), "galaxy-kit-scenario-")));
    await mkdir(library.dir);
    process.env["GALAXY_KIT_LIBRARY"] = library.dir;
    process.env["GALAXY_KIT_DATA_DIR"] = join(library.root, "data");
    return library;
  }

  get dir(): string {
    return join(this.root, "games");
  }

  /** Adds a game, whose program is `game.mjs` or `launcher.mjs`. */
  async add(id: string, exe: "game.mjs" | "launcher.mjs" = "game.mjs"): Promise<void> {
    const folder = join(this.dir, id);
    await mkdir(folder);
    await writeFile(join(folder, "game.mjs"), GAME);
    await writeFile(join(folder, "launcher.mjs"), LAUNCHER);
    await writeFile(join(folder, "game.json"), JSON.stringify({ id, title: `Title of ${id}`, exe }));
  }

  /** Resolves to the pid of a game that has been started. */
  async started(id: string, signal: AbortSignal): Promise<number> {
    const file = join(this.dir, id, "running");
    await until(() => existsSync(file), signal);
    return Number(await readFile(file, "utf8"));
  }

  /** Ends a game. */
  async stop(id: string): Promise<void> {
    await writeFile(join(this.dir, id, "stop"), "");
  }

  /** Whether a file that the integration has stored contains a text. */
  hasStored(text: string): boolean {
    const data = join(this.root, "data");
    if (!existsSync(data)) return false;
    const files = readdirSync(data, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return files.some(({ parentPath, name }) => readFileSync(join(parentPath, name), "utf8").includes(text));
  }

  /** Does what happens when the disk is unmounted. */
  async unmount(): Promise<void> {
    await rename(this.dir, `${this.dir}.unmounted`);
  }

  async mount(): Promise<void> {
    await rename(`${this.dir}.unmounted`, this.dir);
  }

  async delete(): Promise<void> {
    delete process.env["GALAXY_KIT_LIBRARY"];
    delete process.env["GALAXY_KIT_DATA_DIR"];
    await rm(this.root, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Starts the integration with a library, and deletes that in any case. */
export async function withLibrary(
  context: StepContext,
  prepare: (library: ScenarioLibrary) => Promise<void>,
  play: (library: ScenarioLibrary) => Promise<void>,
): Promise<void> {
  const library = await ScenarioLibrary.create();
  try {
    await prepare(library);
    await context.do({ start: {} });
    await context.do({ waitFor: { state: "connected" } });
    await context.do({ importsDone: true });
    await play(library);
    await context.do({ close: true });
  } finally {
    await library.delete();
  }
}

/** Resolves after a few moments of the integration, in which nothing may change. */
export async function aWhile(signal: AbortSignal, milliseconds: number): Promise<void> {
  for (const end = Date.now() + milliseconds; Date.now() < end;) await shortly(signal);
}

/** Resolves when a condition holds. For conditions that send no event, such as files. */
export async function until(condition: () => boolean, signal: AbortSignal): Promise<void> {
  while (!condition()) await shortly(signal);
}

async function shortly(signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  await new Promise((resolve) => setTimeout(resolve, 50));
}
