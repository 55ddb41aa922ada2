import { Logger, Service } from "@galaxy-kit/sdk";
import type { LauncherCommand } from "@galaxy-kit/sdk/extend";
import { HostOs } from "../host/host-os.js";
import { LAUNCH_VARIABLE } from "../processes/launch-variable.js";
import { startProgram } from "../programs/start-program.js";
import { GameLaunches } from "../tracking/game-launches.js";
import { GameWatch } from "../tracking/game-watch.js";
import type { TrackedSession } from "../tracking/tracked-session.js";
import { TrackingPlan } from "../tracking/tracking-plan.js";
import { WatchedGames } from "../tracking/watched-games.js";
import { trackingOf } from "./default-tracking.js";
import type { ExecSpec, GameSpec } from "./launch-specs.js";
import { maskedCommand } from "./masked-command.js";

/** Carries out `exec()` and `uri()`. */
@Service()
export class GameLauncher {
  /** What was logged once. */
  readonly #logged = new Set<string>();

  constructor(
    private readonly launches: GameLaunches,
    private readonly watch: GameWatch,
    private readonly games: WatchedGames,
    private readonly os: HostOs,
    private readonly log: Logger,
  ) {}

  /** Starts or opens what a spec names, and tracks the game if it is launched. */
  async launch(gameId: string | undefined, spec: GameSpec, command: LauncherCommand): Promise<void> {
    const chosen = await this.#choose(spec);
    if (!chosen) return;
    if (command !== "launchGame" || gameId === undefined) return this.#carryOut(chosen);
    await this.watch.start();
    if (this.games.isInstalled(gameId) === false) {
      this.#logOnce(`unknown ${gameId}`, "The game is not installed, so nothing was started", { gameId });
      return;
    }
    const plan = new TrackingPlan(trackingOf(chosen, this.games.trackingOf(gameId)));
    if (plan.isTracked) await this.#track(gameId, chosen, plan);
    else await this.#start(chosen, undefined);
  }

  /** For a command that has no game to track. */
  async #carryOut(spec: GameSpec): Promise<void> {
    if (spec.kind === "uri") await this.os.open(spec.address);
    else if (spec.kind === "exec") await startProgram(spec);
    else throw new TypeError("session() tracks a game, so only @LaunchGame() can return it.");
  }

  /** Returns the first spec that can be carried out. */
  async #choose(spec: GameSpec): Promise<GameSpec | undefined> {
    if (spec.kind !== "uri" || (await this.os.hasHandler(spec.address))) return spec;
    if (spec.otherwise) return this.#choose(spec.otherwise);
    const { protocol } = new URL(spec.address);
    this.#logOnce(`scheme ${protocol}`, `No program is registered for addresses that begin with "${protocol}"`, {
      remedy: "Install the program, or pass what to open instead to orElse().",
    });
    return undefined;
  }

  async #track(gameId: string, spec: GameSpec, plan: TrackingPlan): Promise<void> {
    const session = this.launches.begin(gameId, plan);
    if (!session) {
      this.log.debug("The game is already running", { gameId });
      return;
    }
    try {
      this.launches.confirm(session, await this.#start(spec, session));
    } catch (error) {
      this.launches.takeBack(session);
      throw error;
    }
  }

  /** Resolves to the pid of the program, if it is tracked. */
  async #start(spec: GameSpec, session: TrackedSession | undefined): Promise<number | undefined> {
    // The function of session() is called when the session has begun.
    if (spec.kind === "session") return undefined;
    if (spec.kind === "uri") {
      await this.os.open(spec.address);
      return undefined;
    }
    const marker = session && { [LAUNCH_VARIABLE]: session.id };
    const child = await startProgram({ ...spec, env: { ...spec.env, ...marker } });
    const { pid } = child;
    if (!session || pid === undefined) return undefined;
    session.program = spec.file;
    child.once("exit", (code, signal) => {
      this.launches.exited(session, pid, code);
      if (session.hasCrashed) this.#logCrash(spec, session, code ?? signal);
    });
    return pid;
  }

  #logCrash({ file, args }: ExecSpec, { gameId }: TrackedSession, exit: number | string | null): void {
    this.log.error("The game ended right after its start", { gameId, exit, command: maskedCommand([file, ...args]) });
  }

  #logOnce(key: string, message: string, fields: Readonly<Record<string, unknown>>): void {
    if (this.#logged.has(key)) return;
    this.#logged.add(key);
    this.log.warn(message, fields);
  }
}
