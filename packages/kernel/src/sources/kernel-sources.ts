import { type GameTime, gameTime, type ParamsOf, pluginNotifications } from "@galaxy-kit/protocol";
import type {
  Achievement,
  Clock,
  GalaxyClient,
  GameAchievements,
  InjectionKey,
  Lifetime,
  LocalGamesSourceOptions,
  Logger,
  PersistentCache,
  Source,
  SourceItems,
  SourceKind,
} from "@galaxy-kit/sdk";
import { type Background, type Monitor, type SourceRecord, Sources, toMilliseconds } from "@galaxy-kit/sdk/internal";
import type { Importer } from "../imports/importer.js";
import type { AuthorListener } from "../injectables/galaxy-client.js";
import type { Milestones } from "../lifecycle/milestones.js";
import type { CallTrace } from "../logging/call-trace.js";
import type { Notifier } from "../rpc/notifier.js";
import { type DecoratedMethod, nameOf } from "../scanning/definition.js";
import type { Handlers } from "../wiring/handlers.js";
import { authorReportIn } from "./author-reports.js";
import { Baseline } from "./baseline.js";
import { KernelSource } from "./kernel-source.js";
import { LaunchingGames } from "./launching-games.js";
import type { SourceContext } from "./source-context.js";
import { isInstalled, isRunning, modelFor, type SourceModel } from "./source-model.js";
import { sourcePart } from "./source-part.js";
import { UnlockWatch } from "./unlock-watch.js";

/** What exists before the integration's classes are created. */
export interface SourcesParts {
  readonly notifier: Notifier;
  readonly galaxy: Pick<GalaxyClient, "updateGameTime" | "unlockAchievement">;
  readonly milestones: Milestones;
  readonly clock: Clock;
  readonly lifetime: Lifetime;
  readonly log: Logger;
  readonly trace: CallTrace;
  readonly cache: PersistentCache;
  readonly background: Background;
  readonly monitor: Monitor;
}

/** What exists when they have been created. */
export interface OpenSourcesParts {
  readonly handlers: Handlers;
  readonly resolveLate: <T>(key: InjectionKey<T>) => T;
  /** Whether a session reports that the login is valid. */
  readonly isLoginGood: () => boolean;
  /** Sends `authentication_lost`, unless the client knows. */
  readonly loseAuthentication: () => void;
}

/** A method that is a source. */
interface SourceMethod {
  readonly method: DecoratedMethod;
  readonly record: SourceRecord;
  readonly model: SourceModel;
}

const DEFAULT_START_WITHIN = "45s";

/** The {@link Sources} of one run, and what they have to know about each other. */
export class KernelSources extends Sources implements AuthorListener {
  readonly #methods: readonly SourceMethod[];
  readonly #sources = new Map<SourceKind, KernelSource>();
  readonly #baselines: Baseline[] = [];
  readonly #launching: LaunchingGames;
  /** When games were played, as far as it was reported to the client. */
  readonly #played = new Map<string, number>();
  #unlocks: UnlockWatch | undefined;
  #isLoginGood = (): boolean => false;
  #loseAuthentication = (): void => undefined;

  constructor(
    methods: readonly DecoratedMethod[],
    private readonly parts: SourcesParts,
  ) {
    super();
    this.#methods = methods.flatMap((method) => toSource(method) ?? []);
    for (const one of this.#methods) {
      const { method, record, model } = one;
      const source = new KernelSource(model, nameOf(method), record.options, this.#context(one));
      this.#sources.set(model.kind, source);
      parts.monitor.show(() => sourcePart(source));
    }
    const local = this.#methods.find(({ model }) => model.kind === "localGames")?.record.options;
    const { startWithin = DEFAULT_START_WITHIN } = (local ?? {}) as Partial<LocalGamesSourceOptions>;
    this.#launching = new LaunchingGames(parts.clock, toMilliseconds(startWithin));
  }

  // What services see

  override get all(): readonly Source[] {
    return [...this.#sources.values()];
  }

  override find<Kind extends SourceKind>(kind: Kind): Source<SourceItems[Kind]> | undefined {
    return this.#sources.get(kind) as Source<SourceItems[Kind]> | undefined;
  }

  override hold(gameId: string): () => void {
    return this.#launching.hold(gameId);
  }

  // What the framework calls

  /** From now on, the methods can be called. */
  open({ handlers, resolveLate, isLoginGood, loseAuthentication }: OpenSourcesParts): void {
    this.#isLoginGood = isLoginGood;
    this.#loseAuthentication = loseAuthentication;
    for (const { method, record, model } of this.#methods) {
      const { adapter } = record;
      const source = this.#sources.get(model.kind);
      source?.open({ handler: handlers.bind(method), adapter: adapter && resolveLate(adapter) });
      void source?.begin();
    }
    this.parts.lifetime.onShutdown(async () => {
      for (const baseline of this.#baselines) await baseline.save();
    });
  }

  /** Follows what the user unlocks while playing. */
  watchUnlocks(importer: Pick<Importer, "read">, intervalMs: number): void {
    const { galaxy, clock, milestones, lifetime } = this.parts;
    const watch = new UnlockWatch({
      read: async (gameId) => (await importer.read(gameId)) as readonly Achievement[] | undefined,
      running: () => this.#sources.get("localGames")?.idsWhere(isRunning) ?? [],
      unlock: (gameId, achievement) => {
        galaxy.unlockAchievement(gameId, achievement);
      },
      intervalMs,
      clock,
      signal: lifetime.signal,
    });
    this.#unlocks = watch;
    void milestones.reached("authentication").then(() => watch.run());
  }

  /** Returns the source that a method is. */
  of(method: DecoratedMethod): KernelSource | undefined {
    const found = toSource(method);
    return found && this.#sources.get(found.model.kind);
  }

  /** Returns the source on the same method as another decorator. */
  on({ owner, method }: DecoratedMethod): KernelSource | undefined {
    const found = this.#methods.find((source) => source.method.owner === owner && source.method.method === method);
    return found && this.#sources.get(found.model.kind);
  }

  /** The user is logged in. */
  authenticated(userId: string): void {
    this.#unlocks?.forget();
    for (const source of this.#sources.values()) source.authenticated(userId);
  }

  /** The user has clicked Play. */
  launched(gameId: string): void {
    this.#launching.launched(gameId);
    this.#sources.get("localGames")?.reportUnasked();
  }

  authenticationLost(): void {
    for (const source of this.#sources.values()) source.authenticationLost();
  }

  heard(method: string, params: object): void {
    const report = authorReportIn(method, params);
    if (report) this.#sources.get(report.kind)?.reportedByAuthor(report.id, report.item);
    if (method === pluginNotifications.achievementUnlocked.method) this.#noteUnlocked(params as AchievementParams);
    if (method === pluginNotifications.gameTimeUpdated.method) this.#notePlayed(params as GameTimeParams);
  }

  #notePlayed({ gameTime: { gameId, lastPlayedTime } }: GameTimeParams): void {
    if (lastPlayedTime != null) this.#played.set(gameId, lastPlayedTime);
  }

  #noteUnlocked({ gameId, achievement }: AchievementParams): void {
    this.#unlocks?.heard(gameId, achievement);
    const source = this.#sources.get("achievements");
    const known = source?.items.get(gameId) as GameAchievements | undefined;
    // Without the others, all of them would be new in the next answer.
    if (known) source?.reportedByAuthor(gameId, { gameId, achievements: [...known.achievements, achievement] });
  }

  // What the sources have to know about each other

  #context({ method, record, model }: SourceMethod): SourceContext {
    const { notifier, galaxy, milestones, clock, lifetime, log, trace } = this.parts;
    return {
      baseline: (record.options.persist ?? model.persist) ? this.#baseline(model, nameOf(method)) : undefined,
      clock,
      milestones,
      log: log.named(method.owner.name),
      trace,
      signal: lifetime.signal,
      send: ({ method, params }) => {
        // A play time is completed like that of an import.
        if (model.kind === "gameTimes") galaxy.updateGameTime(decodedTime(params));
        else notifier.sendRaw(method, params);
      },
      isLaunching: (id) => this.#launching.has(id),
      isRunning: (id) => isRunning(this.#sources.get("localGames")?.textOf(id)),
      inOrder: (ids) => this.#inOrder(ids),
      isLoginGood: () => this.#isLoginGood(),
      authenticationLost: () => {
        this.#loseAuthentication();
      },
    };
  }

  #baseline(model: SourceModel, name: string): Baseline {
    const { cache, clock, background } = this.parts;
    const inBackground = (work: (signal: AbortSignal) => Promise<void>): void => {
      background.run(name, work);
    };
    const baseline = new Baseline(model, { cache, clock, inBackground });
    this.#baselines.push(baseline);
    return baseline;
  }

  /** Installed first, then recently played: the client handles the games in this order. */
  #inOrder(gameIds: Iterable<string>): Iterable<string> {
    const local = this.#sources.get("localGames");
    if (!local && this.#played.size === 0) return gameIds;
    const installed: string[] = [];
    const played: string[] = [];
    const rest: string[] = [];
    for (const id of gameIds) {
      if (isInstalled(local?.textOf(id))) installed.push(id);
      else (this.#played.has(id) ? played : rest).push(id);
    }
    played.sort((one, other) => (this.#played.get(other) ?? 0) - (this.#played.get(one) ?? 0));
    return [...installed, ...played, ...rest];
  }
}

type AchievementParams = ParamsOf<typeof pluginNotifications.achievementUnlocked>;
type GameTimeParams = ParamsOf<typeof pluginNotifications.gameTimeUpdated>;

function decodedTime(params: object): GameTime {
  return gameTime.decode((params as { readonly game_time: unknown }).game_time);
}

function toSource(method: DecoratedMethod): SourceMethod | undefined {
  const record = "source" in method ? method.source : undefined;
  const model = modelFor(method.role === "handler" ? method.call : method.role === "import" ? method.kind : "");
  return record && model && { method, record, model };
}
