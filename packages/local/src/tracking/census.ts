import type { ProcessInfo } from "../processes/process-info.js";
import { Ownership } from "./ownership.js";
import type { Sighting } from "./sighting.js";
import type { TrackedSession } from "./tracked-session.js";
import type { WatchedGames } from "./watched-games.js";

/** What one look at all processes has seen. */
export interface Seen {
  readonly sessions: ReadonlyMap<TrackedSession, Sighting>;
  /** The processes of games without a session, by id: they were started outside GALAXY. */
  readonly outside: ReadonlyMap<string, readonly ProcessInfo[]>;
}

interface Counted {
  readonly processes: ProcessInfo[];
  isRecognized: boolean;
  hasHelpers: boolean;
}

/** Counts which processes belong to which game. */
export class Census {
  /** Processes that outlived the session of their game, such as helpers. They do not begin another one. */
  readonly #leftOver = new Set<string>();

  constructor(private readonly games: WatchedGames) {}

  take(processes: readonly ProcessInfo[], sessions: readonly TrackedSession[]): Seen {
    const { index, links, plan } = this.games;
    const ownership = new Ownership(processes, sessions, index, links);
    const seen = new Map<TrackedSession, Counted>(
      sessions.map((session) => [session, { processes: [], isRecognized: false, hasHelpers: false }]),
    );
    const outside = new Map<string, ProcessInfo[]>();
    for (const info of processes) {
      const session = ownership.sessionOf(info);
      const launch = ownership.launchOf(info);
      const counted = session && seen.get(session);
      if (session && counted) {
        counted.processes.push(info);
        counted.isRecognized ||= ownership.recognizes(session, info);
      } else if (!this.#leftOver.has(info.id) && !plan.ignored.has(info.name)) {
        const gameId = ownership.outsideGameOf(info);
        if (gameId !== undefined) outside.set(gameId, [...(outside.get(gameId) ?? []), info]);
      }
      const launched = launch && launch !== session ? seen.get(launch) : undefined;
      if (launched) launched.hasHelpers = true;
    }
    return { sessions: seen, outside };
  }

  /** The session of a game has ended: what is left of it is not the game. */
  forget(gameId: string, processes: readonly ProcessInfo[]): void {
    const alive = new Set(processes.map(({ id }) => id));
    for (const id of this.#leftOver) if (!alive.has(id)) this.#leftOver.delete(id);
    for (const info of processes) if (this.games.index.gamesOf(info).includes(gameId)) this.#leftOver.add(info.id);
  }
}
