import { type Feature, type ImportKind, imports } from "@galaxy-kit/protocol";
import { pause } from "../clock.js";
import type { AnyImportKind, ListKind, Progress } from "../reporting/progress.js";
import type { Caller } from "./caller.js";
import type { ClientContext } from "./client-context.js";
import { CollectorOrder } from "./collector-order.js";
import type { ImportRuns } from "./import-runs.js";
import { featureOfList, importList, isListKind } from "./list-imports.js";

/** Imports about each owned game. */
const gameImports: readonly ImportKind[] = [
  "achievements",
  "gameTimes",
  "librarySettings",
  "osCompatibilities",
  "localSizes",
];

/** Imports about a game that was added. */
const addedGameImports: readonly ImportKind[] = ["achievements", "gameTimes"];

/** The imports that follow a list, about the items on it. */
const following: Readonly<Partial<Record<ListKind, readonly ImportKind[]>>> = {
  ownedGames: gameImports,
  friends: ["userPresences"],
  subscriptions: ["subscriptionGames"],
};

const OWNED_GAMES_TOO_LATE =
  "the owned games were dropped: the response to import_subscriptions came before theirs, and GALAXY 2.1 then refuses them " +
  "(Invalid GameImportCollector transition). Answer import_subscriptions after import_owned_games";

/** Decides what to import, and when. */
export class Synchronization {
  constructor(
    private readonly client: ClientContext,
    private readonly caller: Caller,
    private readonly runs: ImportRuns,
    private readonly signal: AbortSignal,
  ) {}

  readonly #order = new CollectorOrder();

  /** Imports the games on this computer, which does not need a login. */
  async localGames(): Promise<void> {
    if (!this.client.behavior.skipsLocalGames) await this.#list("localGames");
  }

  /**
   * Imports everything that belongs to the user. The real client asks for the local games again, since some integrations know them only
   * after the login.
   */
  async afterLogin(): Promise<void> {
    await pause(this.client.clock, this.client.timings.afterLogin, this.signal);
    await Promise.all([
      this.#list("ownedGames"),
      this.localGames(),
      this.#list("friends"),
      this.#list("subscriptions"),
      this.#list("rooms"),
    ]);
  }

  /** The real client imports each added game separately, even while an import of the same kind is running. */
  async gameAdded(gameId: string): Promise<void> {
    await Promise.all(
      this.#announcedOf(addedGameImports).map((kind) => this.runs.start(kind, [gameId], { single: true })),
    );
  }

  async again(kind: AnyImportKind, ids?: readonly string[]): Promise<Progress> {
    if (!isListKind(kind)) return await this.runs.start(kind, ids ?? this.#idsFor(kind));
    const progress = await this.#list(kind);
    return progress as Progress;
  }

  async #list(kind: ListKind): Promise<Progress | undefined> {
    this.signal.throwIfAborted();
    if (!this.#isAnnounced(featureOfList(kind))) return undefined;
    const round = this.#order.begin(kind);
    const progress = await importList(kind, { ...this.client, caller: this.caller }, () =>
      round.isTooLate && this.client.behavior.needsOwnedGamesFirst ? OWNED_GAMES_TOO_LATE : undefined,
    );
    round.end(progress.state === "finished");
    if (progress.state === "finished") await this.#follow(kind);
    return progress;
  }

  async #follow(kind: ListKind): Promise<void> {
    const kinds = this.#announcedOf(following[kind] ?? []);
    if (kinds.length === 0) return;
    if (kind === "ownedGames") await pause(this.client.clock, this.client.timings.gameImports, this.signal);
    await Promise.all(
      kinds.map(async (each) => {
        const ids = this.#idsFor(each);
        if (ids.length === 0) return;
        const repetition = each === "gameTimes" && this.client.behavior.repeatsImports;
        await Promise.all([
          this.runs.start(each, ids),
          ...(repetition ? [this.runs.start(each, ids, { single: true })] : []),
        ]);
      }),
    );
  }

  #idsFor(kind: ImportKind): string[] {
    const { games, friends, subscriptions } = this.client.knowledge;
    if (kind === "userPresences") return friends.ids().sort();
    if (kind === "subscriptionGames") return subscriptions.ids().sort();
    return games.owned().sort();
  }

  #announcedOf(kinds: readonly ImportKind[]): readonly ImportKind[] {
    return kinds.filter((kind) => this.#isAnnounced(imports[kind].feature));
  }

  #isAnnounced(feature: Feature | undefined): boolean {
    return feature === undefined || this.client.knowledge.library.features.includes(feature);
  }
}
