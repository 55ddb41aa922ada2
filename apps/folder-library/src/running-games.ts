import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  Every,
  GalaxyClient,
  LaunchGame,
  type LocalGame,
  LocalGameState,
  OnHandshake,
  PersistentCache,
  Service,
} from "@galaxy-kit/sdk";
import type { FolderGame } from "./game.js";
import { LibraryFolder } from "./library-folder.js";
import { PlayTimes } from "./play-times.js";
import { identify, isAlive } from "./process-identity.js";
import { commandFor } from "./program.js";

const REMEMBERED = "running:";

/** Starts games and knows which ones run. They live on without this integration, and it finds them again. */
@Service()
export class RunningGames {
  readonly #running = new Set<string>();
  /** Games of an earlier run of this integration, with their processes: nobody tells when those end. */
  readonly #found = new Map<string, string>();

  constructor(
    private readonly folder: LibraryFolder,
    private readonly times: PlayTimes,
    private readonly galaxy: GalaxyClient,
    private readonly cache: PersistentCache,
  ) {}

  stateOf({ id, installed }: FolderGame): LocalGame {
    const onDisk = installed ? LocalGameState.Installed : LocalGameState.None;
    return { gameId: id, localGameState: this.#running.has(id) ? onDisk | LocalGameState.Running : onDisk };
  }

  @LaunchGame()
  async launch(gameId: string): Promise<void> {
    const game = (await this.folder.read()).get(gameId);
    if (!game) throw new Error(`There is no game "${gameId}" in the library folder.`);
    if (this.#running.has(gameId)) return; // the user has clicked twice
    const { pid } = await this.#start(game);
    this.times.begin(gameId);
    this.#tellState(gameId);
    await this.#remember(gameId, pid);
  }

  /** Finds the games that an earlier run of this integration has started and that still run. */
  @OnHandshake()
  async find(): Promise<void> {
    for (const key of this.cache.keys().filter((name) => name.startsWith(REMEMBERED))) {
      const gameId = key.slice(REMEMBERED.length);
      const identity = this.cache.get(key);
      if (typeof identity === "string" && (await isAlive(identity))) {
        this.#running.add(gameId);
        this.#found.set(gameId, identity);
        this.times.resume(gameId);
      } else {
        this.cache.delete(key);
      }
    }
  }

  @Every("5s", { after: "localGames" })
  async watchFound(): Promise<void> {
    for (const [gameId, identity] of this.#found) {
      if (!(await isAlive(identity))) this.#ended(gameId);
    }
  }

  async #start({ id, folder, exe, args }: FolderGame): Promise<ChildProcess> {
    this.#running.add(id);
    try {
      const [command, commandArgs] = commandFor(exe, args);
      const child = spawn(command, commandArgs, { cwd: folder, detached: true, stdio: "ignore" });
      await once(child, "spawn"); // fails when the program cannot be started
      child.once("exit", () => {
        this.#ended(id);
      });
      child.unref();
      return child;
    } catch (error) {
      this.#running.delete(id);
      throw error;
    }
  }

  async #remember(gameId: string, pid: number | undefined): Promise<void> {
    const identity = pid === undefined ? undefined : await identify(pid);
    if (identity === undefined || !this.#running.has(gameId)) return;
    this.cache.set(REMEMBERED + gameId, identity);
    this.cache.push();
  }

  #ended(gameId: string): void {
    this.#running.delete(gameId);
    this.#found.delete(gameId);
    this.cache.delete(REMEMBERED + gameId);
    this.times.end(gameId);
    this.#tellState(gameId);
  }

  #tellState(gameId: string): void {
    const game = this.folder.find(gameId);
    if (game) this.galaxy.updateLocalGameStatus(this.stateOf(game)); // it may have been removed while it was running
  }
}
