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

const RUNNING_KEY = "running:";

/** Starts games and tracks which ones are running. Games outlive the integration, which finds them when it starts again. */
@Service()
export class RunningGames {
  readonly #running = new Set<string>();
  /** Games that an earlier run started, with their process identities. They are polled: they are not child processes. */
  readonly #adopted = new Map<string, string>();

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
    if (!game) throw new Error(`The library folder has no game "${gameId}".`);
    if (this.#running.has(gameId)) return; // a double click
    const { pid } = await this.#start(game);
    this.times.begin(gameId);
    this.#reportState(gameId);
    await this.#saveIdentity(gameId, pid);
  }

  /** Finds games that an earlier run started and that are still running. */
  @OnHandshake()
  async adopt(): Promise<void> {
    for (const key of this.cache.keys().filter((name) => name.startsWith(RUNNING_KEY))) {
      const gameId = key.slice(RUNNING_KEY.length);
      const identity = this.cache.get(key);
      if (typeof identity === "string" && (await isAlive(identity))) {
        this.#running.add(gameId);
        this.#adopted.set(gameId, identity);
        this.times.resume(gameId);
      } else {
        this.cache.delete(key);
      }
    }
  }

  @Every("5s", { after: "localGames" })
  async pollAdopted(): Promise<void> {
    for (const [gameId, identity] of this.#adopted) {
      if (!(await isAlive(identity))) this.#ended(gameId);
    }
  }

  async #start({ id, folder, exe, args }: FolderGame): Promise<ChildProcess> {
    this.#running.add(id);
    try {
      const [command, commandArgs] = commandFor(exe, args);
      const child = spawn(command, commandArgs, { cwd: folder, detached: true, stdio: "ignore" });
      await once(child, "spawn"); // rejects if the program cannot be started
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

  async #saveIdentity(gameId: string, pid: number | undefined): Promise<void> {
    const identity = pid === undefined ? undefined : await identify(pid);
    if (identity === undefined || !this.#running.has(gameId)) return;
    this.cache.set(RUNNING_KEY + gameId, identity);
    this.cache.push();
  }

  #ended(gameId: string): void {
    this.#running.delete(gameId);
    this.#adopted.delete(gameId);
    this.cache.delete(RUNNING_KEY + gameId);
    this.times.end(gameId);
    this.#reportState(gameId);
  }

  #reportState(gameId: string): void {
    const game = this.folder.find(gameId);
    if (game) this.galaxy.updateLocalGameStatus(this.stateOf(game)); // undefined if it was removed while running
  }
}
