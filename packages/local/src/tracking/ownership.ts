import type { ProcessInfo } from "../processes/process-info.js";
import { comparableName } from "./comparable-path.js";
import { FolderIndex } from "./folder-index.js";
import type { InstalledIndex } from "./installed-index.js";
import type { Links } from "./links.js";
import { ProcessTree } from "./process-tree.js";
import type { TrackedSession } from "./tracked-session.js";

/** Decides which game each process is. A process is at most one. */
export class Ownership {
  readonly #tree: ProcessTree;
  readonly #folders = new FolderIndex<TrackedSession>();

  constructor(
    processes: readonly ProcessInfo[],
    private readonly sessions: readonly TrackedSession[],
    private readonly installed: InstalledIndex,
    links: Links,
  ) {
    this.#tree = new ProcessTree(processes, sessions);
    for (const session of sessions) {
      const forms = session.plan.folders.flatMap((folder) => links.formsOf(folder));
      for (const folder of forms) this.#folders.add(folder, session);
    }
  }

  /** Returns the session that a process keeps alive. */
  sessionOf(info: ProcessInfo): TrackedSession | undefined {
    const root = this.launchOf(info);
    if (root?.original === info.id && (root.plan.hasTree || root.plan.hasOriginal)) return root;
    const games = this.installed.gamesOf(info);
    const session =
      this.sessions.find(({ gameId, plan }) => plan.hasInstalled && games.includes(gameId)) ??
      (root?.plan.hasTree && !this.#isForeign(games, root) ? root : undefined) ??
      this.#sessionByFolder(info, games, root) ??
      this.sessions.find(({ plan }) => plan.names.some((name) => comparableName(name) === comparableName(info.name)));
    return session?.plan.ignored.has(info.name) ? undefined : session;
  }

  /** Returns the session whose launch a process descends from, whether or not it is the game. */
  launchOf(info: ProcessInfo): TrackedSession | undefined {
    return this.#tree.sessionOf(info);
  }

  /** Whether a process of a session is known to be its game, and does not only descend from its launch. */
  recognizes(session: TrackedSession, info: ProcessInfo): boolean {
    const games = this.installed.gamesOf(info);
    if (session.plan.hasInstalled) return games.includes(session.gameId);
    return this.#sessionByFolder(info, games, session) === session;
  }

  /** Returns the game of a process that was started outside GALAXY. */
  outsideGameOf(info: ProcessInfo): string | undefined {
    const games = this.installed.gamesOf(info);
    if (games.length === 0 || this.sessions.some(({ gameId }) => games.includes(gameId))) return undefined;
    const root = this.#tree.sessionOf(info);
    return root && !this.#isForeign(games, root) ? undefined : games[0];
  }

  /**
   * Whether a process in the tree of a launch is another game, which the client of a store has started. A folder that contains the
   * launched program, too, says nothing.
   */
  #isForeign(games: readonly string[], root: TrackedSession): boolean {
    if (games.length === 0 || games.includes(root.gameId)) return false;
    const home = root.program === undefined ? [] : this.installed.gamesAt(root.program);
    return !home.some((gameId) => games.includes(gameId));
  }

  #sessionByFolder(info: ProcessInfo, games: readonly string[], root?: TrackedSession): TrackedSession | undefined {
    const paths = [info.exe, info.script].filter((path) => path !== undefined);
    return paths
      .flatMap((path) => this.#folders.find(path))
      .find((session) => (root ?? session) === session && (games.length === 0 || games.includes(session.gameId)));
  }
}
