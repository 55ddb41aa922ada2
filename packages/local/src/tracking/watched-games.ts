import { Clock, Service } from "@galaxy-kit/sdk";
import type { InstalledGame } from "./installed-game.js";
import { InstalledIndex } from "./installed-index.js";
import { Links } from "./links.js";
import type { TrackingOptions } from "./tracking-mode.js";
import { type InstalledTracking, TrackingPlan } from "./tracking-plan.js";

/** The installed games according to `@InstalledGames()`. */
@Service()
export class WatchedGames {
  readonly links: Links;
  /** How they are watched. */
  plan = new TrackingPlan([{ kind: "installed", options: {} }]);
  index = new InstalledIndex([]);
  /** Whether it is known which games are installed. */
  isKnown = false;
  #described = "[] 0";

  constructor(clock: Clock) {
    this.links = new Links(clock);
  }

  /** Resolves to whether something is different, so that processes have to be looked at anew. */
  async update(games: readonly InstalledGame[], options: TrackingOptions): Promise<boolean> {
    await this.links.resolve(games.flatMap(({ folder, file }) => [folder, file].filter((path) => path !== undefined)));
    const described = `${JSON.stringify(games)} ${this.links.version}`;
    const isDifferent = described !== this.#described;
    if (isDifferent) this.index = new InstalledIndex(games, (path) => this.links.formsOf(path));
    this.#described = described;
    this.plan = new TrackingPlan([{ kind: "installed", options }]);
    this.isKnown = true;
    return isDifferent;
  }

  /** Whether a game is installed; undefined if that is not known of any game. */
  isInstalled(gameId: string): boolean | undefined {
    return this.isKnown ? this.index.has(gameId) : undefined;
  }

  /** What is known about the processes of a game. */
  trackingOf(gameId: string): InstalledTracking | undefined {
    const [mode] = this.plan.modes;
    return this.index.has(gameId) && mode?.kind === "installed" ? mode : undefined;
  }
}
