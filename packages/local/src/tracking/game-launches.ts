import { randomUUID } from "node:crypto";
import { Clock, Lifetime, Logger, Service } from "@galaxy-kit/sdk";
import { followSession } from "./follow-session.js";
import { GameWatch } from "./game-watch.js";
import { LaunchJobs } from "./launch-jobs.js";
import { SessionAnnouncer } from "./session-announcer.js";
import { Sessions } from "./sessions.js";
import { TrackedSession } from "./tracked-session.js";
import type { TrackingPlan } from "./tracking-plan.js";

/** The sessions of games that are launched here, from the click on Play until processes can be seen. */
@Service()
export class GameLaunches {
  constructor(
    private readonly sessions: Sessions,
    private readonly watch: GameWatch,
    private readonly jobs: LaunchJobs,
    private readonly announcer: SessionAnnouncer,
    private readonly clock: Clock,
    private readonly lifetime: Lifetime,
    private readonly log: Logger,
  ) {}

  /** Begins a session and reports the game as running. Returns undefined if the game runs already. */
  begin(gameId: string, plan: TrackingPlan): TrackedSession | undefined {
    if (this.sessions.of(gameId)?.isRestored === false) return undefined;
    const session = TrackedSession.launched(randomUUID(), gameId, plan, this.clock);
    this.sessions.launched(session);
    return session;
  }

  /** The game could not be started. */
  takeBack(session: TrackedSession): void {
    this.sessions.takeBack(session);
  }

  /**
   * The game was started.
   *
   * @param pid - of the process that was started for it, if there is one
   */
  confirm(session: TrackedSession, pid: number | undefined): void {
    // It took so long to open the address that a look has ended the session: if the game runs after all, the next look finds it.
    if (this.sessions.of(session.gameId) !== session) return;
    if (pid !== undefined) session.started ??= { pid };
    if (pid !== undefined && session.plan.hasTree) void this.jobs.open(session, pid);
    this.sessions.started(session);
    this.#runFunctions(session);
    void this.watch.follow(session);
  }

  /** The process that was started has ended. */
  exited(session: TrackedSession, pid: number, code: number | null): void {
    session.exited(pid, code);
    this.watch.lookSoon();
  }

  /** Runs those of `session()` until the session is over. */
  #runFunctions(session: TrackedSession): void {
    const { gameId, plan } = session;
    if (plan.functions.length === 0) return;
    const over = new AbortController();
    const end = (): void => over.abort();
    this.lifetime.signal.addEventListener("abort", end, { signal: over.signal });
    const unsubscribe = this.announcer.subscribe((event) => {
      if (event.type === "stopped" && event.session === session) end();
    }, []);
    over.signal.addEventListener("abort", unsubscribe);
    followSession(session, {
      signal: over.signal,
      changed: () => this.watch.lookSoon(),
      failed: (error) => this.log.error("The function of session() threw", { gameId, error }),
    });
  }
}
