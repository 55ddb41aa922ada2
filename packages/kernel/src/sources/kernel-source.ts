import { Findings, JsonText } from "@galaxy-kit/protocol";
import {
  AuthenticationRequired,
  BackendNotAvailable,
  type Clock,
  GalaxyError,
  InvalidCredentials,
  type Logger,
  NotReadyError,
  type Source,
  type SourceOptions,
  type SourceRun,
  type SourceState,
  UNCHANGED,
  UNKNOWN,
} from "@galaxy-kit/sdk";
import { type SourceAdapter, toMilliseconds } from "@galaxy-kit/sdk/internal";
import type { Milestones } from "../lifecycle/milestones.js";
import { Outage } from "../lifecycle/outage.js";
import { fromThrown } from "../rpc/error-object.js";
import { type Handler, InvalidResult } from "../wiring/handlers.js";
import { AnswerLog } from "./answer-log.js";
import { AnswerReader, encodeItem } from "./answer-reader.js";
import type { Baseline } from "./baseline.js";
import { ChangeReporter } from "./change-reporter.js";
import { ItemView } from "./item-view.js";
import { type Outcome, readAnswer } from "./read-answer.js";
import { Removals, type Verdict } from "./removals.js";
import { type Run, Runs } from "./runs.js";
import { Slice } from "./slice.js";
import { isRunning, type RawNotification, type SourceModel } from "./source-model.js";

/** Enough items for a piece of the response, few enough for its text to die young. */
const ITEMS_PER_PIECE = 256;
/** Some versions of the client never ask for the local games (reported by authors). */
const UNASKED_MS = 30_000;

/** What the sources of an integration have in common. */
export interface SourceContext {
  readonly clock: Clock;
  readonly log: Logger;
  readonly milestones: Milestones;
  readonly signal: AbortSignal;
  readonly send: (notification: RawNotification) => void;
  /** Whether a game has been launched so recently that an answer may not know it yet, or somebody holds it. */
  readonly isLaunching: (id: string) => boolean;
  /** Whether a game is running, as far as is known. */
  readonly isRunning: (id: string) => boolean;
  /** The platform wants the user to log in again. */
  readonly authenticationLost: () => void;
  /** Keeps what is known for the next start; undefined if that is not wanted. */
  readonly baseline: Baseline | undefined;
  /** Sorts ids: installed first, then recently played. */
  readonly inOrder: (ids: Iterable<string>) => Iterable<string>;
}

/** The method of a source, and what turns what it returns into items. */
interface SourceMethod {
  readonly handler: Handler;
  readonly adapter: SourceAdapter<unknown, unknown> | undefined;
}

/** Keeps what a method says, answers the client with it, and has the changes reported. */
export class KernelSource<T = unknown> implements Source<T> {
  readonly kind;
  #method: SourceMethod | undefined;
  /** What is, by id: the JSON of each item. */
  #known = new Map<string, string>();
  /** Whether {@link #known} is an answer, and not only what was put. */
  #hasAnswer = false;
  /** Whether no run has succeeded since the start. */
  #isFromEarlierStart = false;
  #restored: Promise<void> = Promise.resolve();
  /** The ids that the client has started imports for. */
  readonly #askedFor = new Set<string>();
  /** Who it is about. */
  #userId: string | undefined;
  #status: SourceState["kind"] = "never";
  #at: number | undefined;
  #error: GalaxyError | undefined;
  #isInvalid = false;
  readonly #runs: Runs;
  readonly #removals: Removals;
  readonly #outage: Outage;
  readonly #answerLog: AnswerLog;
  readonly #reporter: ChangeReporter;

  constructor(
    private readonly model: SourceModel,
    readonly name: string,
    private readonly options: SourceOptions,
    private readonly context: SourceContext,
  ) {
    const { clock, milestones, signal, send } = context;
    this.kind = model.kind;
    this.#removals = new Removals(options.removals ?? {}, model.removals);
    this.#outage = new Outage(name, clock, context.log);
    this.#answerLog = new AnswerLog(context.log);
    this.#reporter = new ChangeReporter({
      model,
      known: () => this.#known,
      send,
      perSecond: options.pace?.perSecond ?? 20,
      clock,
      signal,
    });
    this.#runs = new Runs({
      perform: (run) => this.#perform(run),
      succeeded: () => {
        this.#succeeded();
      },
      failed: (error) => {
        this.#failed(error);
      },
      intervalMs: options.refresh === "on request" ? undefined : toMilliseconds(options.refresh),
      isNeeded: () => this.#reporter.isOpen,
      ready: () => milestones.reached(this.after),
      clock,
      signal,
    });
  }

  // What services see

  get state(): SourceState {
    const { heldBack } = this.#removals;
    const { nextAt, isPaused } = this.#runs;
    return {
      kind: this.#status,
      count: this.#known.size,
      pending: this.#reporter.pending,
      paused: isPaused,
      ...(this.#at !== undefined && { at: this.#at }),
      ...(this.#error && { error: this.#error }),
      ...(nextAt !== undefined && { nextAt }),
      ...(heldBack && { heldBack }),
    };
  }

  get items(): ReadonlyMap<string, T> {
    const { codec } = this.model;
    return new ItemView(
      () => this.#known,
      (text) => codec.decode(JSON.parse(text)) as T,
    );
  }

  refresh(): Promise<void> {
    return this.#runs.ask();
  }

  put(item: T): void {
    const { id, text } = encodeItem(this.model, item, new Findings(), this.options.alias);
    this.#patch(id, text);
    this.#reporter.report(id);
  }

  delete(id: string): void {
    const known = this.options.alias?.(id) ?? id;
    this.#patch(known, undefined);
    this.#reporter.report(known);
  }

  invalidate(): void {
    this.#isInvalid = true;
    if (this.#runs.current) this.#runs.current.isOutdated = true;
  }

  // What the framework calls

  /** The JSON of an item. */
  textOf(id: string): string | undefined {
    return this.#known.get(id);
  }

  /** The milestone before which it does not run. */
  get after(): "handshake" | "authentication" {
    return this.options.after ?? this.model.after;
  }

  /** From now on, the method can be called. */
  open(handler: Handler, adapter: SourceAdapter<unknown, unknown> | undefined): void {
    this.#method = { handler, adapter };
  }

  /** Follows the integration's life, until it closes. */
  async begin(): Promise<void> {
    const { milestones, clock, signal } = this.context;
    await milestones.reached("handshake");
    this.#restored = this.#restore();
    await milestones.reached(this.after);
    if (this.model.reportedUnasked !== true) return;
    try {
      await clock.sleep(UNASKED_MS, signal);
    } catch {
      return;
    }
    this.reportUnasked();
  }

  /** The client takes reports, even if it has not asked. */
  reportUnasked(): void {
    if (this.#reporter.isOpen) return;
    this.#reporter.openUnasked();
    if (!this.#isFresh) this.#runs.start("interval");
  }

  /**
   * Resolves to the response to the client.
   *
   * @param afterResponse - takes what to do when the response has been written
   */
  async respond(_: readonly unknown[], afterResponse: (job: () => void) => void): Promise<JsonText> {
    await this.#ensureAnswer();
    const texts = new Map<string, string>();
    for (const id of this.#idsInOrder()) texts.set(id, this.#known.get(id) ?? "null");
    this.#handOver(this.#reporter.answer(texts), afterResponse);
    return new JsonText([`{"${this.model.list ?? ""}":`, ...piecesOf([...texts.values()]), "}"]);
  }

  /**
   * Resolves to what is known about the ids that an import is for. Each is looked up when the import gets to it, so that a change is
   * reported either with the import or after it.
   */
  async valuesOf(ids: readonly string[]): Promise<Iterable<readonly [id: string, item: unknown]>> {
    if (ids.some((id) => !this.#askedFor.has(id))) this.invalidate();
    for (const id of ids) this.#askedFor.add(id);
    await this.#ensureAnswer();
    this.#runs.plan();
    return this.#lookUp(ids);
  }

  *#lookUp(ids: readonly string[]): Iterable<readonly [id: string, item: unknown]> {
    const { items } = this;
    for (const id of ids) {
      this.#reporter.include(id, this.#known.get(id));
      if (items.has(id)) yield [id, items.get(id)];
    }
  }

  /** Logs why the client gets an error, unless it is that of a run, which was logged. */
  logFailure(error: unknown): void {
    if (error !== this.#error) this.#requireMethod().handler.logFailure(error);
  }

  /** The author has reported an item to the client without this source. */
  heard(id: string, item: object | undefined): void {
    const text = item && encodeItem(this.model, item, new Findings()).text;
    this.#patch(id, text);
    this.#reporter.heard(id, text);
  }

  /** The user has to log in before it can run again. */
  authenticationLost(): void {
    if (this.after === "authentication") this.#runs.pause(true);
  }

  /** The user has logged in. What is known about another one does not count. */
  authenticated(userId: string): void {
    if (this.after !== "authentication") return;
    if (this.#userId !== undefined && this.#userId !== userId) this.#forget();
    this.#userId = userId;
    this.#runs.pause(false);
  }

  #forget(): void {
    this.#runs.abandon();
    this.#known = new Map();
    this.#hasAnswer = false;
    this.#isFromEarlierStart = false;
    this.#status = "never";
    this.#at = undefined;
    this.#error = undefined;
    this.#removals.clear();
    this.#reporter.reset();
  }

  // From one start to the next

  async #restore(): Promise<void> {
    const stored = await this.context.baseline?.load();
    if (!stored || this.#hasAnswer || (this.#userId !== undefined && stored.userId !== this.#userId)) return;
    this.#userId = stored.userId;
    this.#known = new Map([...stored.texts, ...this.#known]);
    this.#hasAnswer = true;
    this.#isFromEarlierStart = true;
    this.#status = "stale";
    this.#at = stored.at;
  }

  /** What is known has changed. */
  #saveSoon(): void {
    const { baseline } = this.context;
    baseline?.saveSoon(() =>
      this.#hasAnswer ? { userId: this.#userId, at: this.#at ?? 0, texts: this.#known } : undefined,
    );
  }

  // The client's requests

  async #ensureAnswer(): Promise<void> {
    await this.#restored;
    if (this.#isFresh) return;
    const run = this.#runs.start("import");
    // What was known in an earlier start is good enough until the first run has ended.
    if (!this.#isFromEarlierStart) await run?.answerable;
    if (this.#hasAnswer) return;
    throw this.#error ?? new BackendNotAvailable(`${this.name} has not run yet`);
  }

  #handOver(written: () => void, afterResponse: (job: () => void) => void): void {
    afterResponse(() => {
      written();
      this.#runs.plan();
    });
  }

  #idsInOrder(): Iterable<string> {
    const ids = this.#known.keys();
    return this.model.isOrdered === true ? this.context.inOrder(ids) : ids;
  }

  get #isFresh(): boolean {
    if (this.#status !== "fresh" || this.#isInvalid || this.#at === undefined) return false;
    const age = this.context.clock.now() - this.#at;
    return age >= 0 && age <= toMilliseconds(this.options.fresh ?? "30s");
  }

  // Runs

  async #perform(run: Run): Promise<void> {
    const { handler, adapter } = this.#requireMethod();
    const { clock } = this.context;
    const limitMs = toMilliseconds(this.options.timeLimit ?? this.model.timeLimit);
    const reader = new AnswerReader(this.model, () => this.#known, this.options.alias);
    const view = this.#viewOf(run, reader);
    const flush = (): Promise<void> => this.#apply(run, reader.takeChanges());
    // A stream may go on for as long as it delivers, but the client does not wait that long.
    void clock.sleep(limitMs, run.signal).then(
      () => {
        if (!run.isCurrent || reader.ids.size === 0) return;
        this.#hasAnswer = true;
        run.makeAnswerable();
      },
      () => undefined,
    );
    const adapt = adapter && ((elements: readonly unknown[]) => adapter.adapt(elements, view));
    const outcome = await readAnswer(view, { handler, reader, signal: run.signal, clock, limitMs, adapt, flush });
    if (!run.isCurrent) return;
    this.#answerLog.report(reader, handler);
    if (reader.isMostlyInvalid) {
      throw new InvalidResult(
        `${handler.name} (${handler.decorator}) returned mostly invalid elements: ${reader.leftOut[0] ?? ""}`,
      );
    }
    await this.#conclude(run, reader, outcome);
  }

  #viewOf(run: Run, reader: AnswerReader): SourceRun<T> & { readonly userIds: readonly string[] } {
    return {
      reason: run.reason,
      userIds: [...this.#askedFor],
      previous: this.#hasAnswer ? this.items : undefined,
      signal: run.signal,
      skip: (element, why) => {
        reader.skip(element, why);
      },
    };
  }

  async #conclude(run: Run, reader: AnswerReader, outcome: Outcome): Promise<void> {
    const { clock } = this.context;
    if (outcome === UNKNOWN || (outcome === UNCHANGED && !this.#hasAnswer)) {
      throw new NothingFound(`${this.name} could not find out what is`);
    }
    if (outcome === UNCHANGED) {
      this.#remove(this.#removals.judgeSame(this.#known.size, clock.now()));
    } else {
      await this.#apply(run, reader.takeChanges());
      if (!run.isCurrent) return;
      this.#removeMissing(run, reader);
    }
    if (!this.#hasAnswer) this.#saveSoon();
    this.#hasAnswer = true;
    this.#isFromEarlierStart = false;
    this.#at = clock.now();
    if (!run.isOutdated) this.#isInvalid = false;
  }

  async #apply(run: Run, changes: ReadonlyMap<string, string>): Promise<void> {
    const slice = new Slice();
    for (const [id, text] of changes) {
      if (!run.isCurrent) return;
      if (run.patched.has(id) || this.#isTooEarly(id, text)) continue;
      this.#known.set(id, text);
      this.#reporter.changed(id);
      if (slice.isOver) await slice.pause();
    }
    if (changes.size > 0) this.#saveSoon();
  }

  /** An answer does not yet know a game that was launched a moment ago. */
  #isTooEarly(id: string, text: string): boolean {
    return this.model.saysWhatRuns === true && !isRunning(text) && this.context.isLaunching(id);
  }

  #removeMissing(run: Run, { ids, hasGaps }: AnswerReader): void {
    if (hasGaps) return;
    const missing: string[] = [];
    for (const id of this.#known.keys()) {
      if (!ids.has(id) && !run.patched.has(id) && !this.#isHeld(id)) missing.push(id);
    }
    this.#remove(this.#removals.judge(missing, this.#known.size, ids.size === 0, this.context.clock.now()));
  }

  /** A game that is running or being launched is not removed. */
  #isHeld(id: string): boolean {
    const { isLaunching, isRunning } = this.context;
    return isLaunching(id) || (this.model.saysWhatRuns !== true && isRunning(id));
  }

  #remove({ gone, startsToBrake }: Verdict): void {
    const { log } = this.context;
    const { heldBack } = this.#removals;
    if (startsToBrake && heldBack) {
      const { count, answersNeeded, first } = heldBack;
      const removals = count === 1 ? "1 removal" : `${count} removals`;
      const answers = answersNeeded === 1 ? "one more answer lacks" : `${answersNeeded} more answers lack`;
      log.warn(
        `${this.name}: held back ${removals}, since ${count} of ${this.#known.size} ${this.model.noun} are suddenly missing. ` +
          `They are removed if ${answers} exactly the same`,
        { ids: first },
      );
    }
    for (const id of gone) {
      this.#known.delete(id);
      this.#reporter.changed(id);
    }
    if (gone.length === 0) return;
    this.#saveSoon();
    log.info(`${this.name}: ${gone.length} ${this.model.noun} are gone`, { ids: gone.slice(0, 5) });
  }

  #patch(id: string, text: string | undefined): void {
    if (text === undefined) this.#known.delete(id);
    else this.#known.set(id, text);
    this.#saveSoon();
    this.#removals.found(id);
    this.#runs.current?.patched.add(id);
    this.#runs.putOff();
  }

  #succeeded(): void {
    this.#status = "fresh";
    this.#error = undefined;
    this.#outage.succeeded();
  }

  #failed(error: unknown): void {
    this.#status = error instanceof NothingFound ? (this.#hasAnswer ? "stale" : "never") : "failing";
    this.#error = fromThrown(error);
    this.#outage.failed(error, () => {
      const stays = this.#hasAnswer ? `; the ${this.#known.size} ${this.model.noun} that are known stay` : "";
      this.#requireMethod().handler.logFailure(error, undefined, stays);
    });
    if (this.after === "authentication" && isAboutLogin(error)) this.context.authenticationLost();
  }

  #requireMethod(): SourceMethod {
    if (this.#method) return this.#method;
    throw new NotReadyError(`${this.name} can run only after startup: ask for it in @OnHandshake() or later.`);
  }
}

/** A source could not find out what is, and says so. */
class NothingFound extends BackendNotAvailable {}

function isAboutLogin(error: unknown): boolean {
  if (!GalaxyError.isGalaxyError(error)) return false;
  return error.code === AuthenticationRequired.code || error.code === InvalidCredentials.code;
}

function piecesOf(texts: readonly string[]): string[] {
  const pieces = ["["];
  for (let start = 0; start < texts.length; start += ITEMS_PER_PIECE) {
    pieces.push((start > 0 ? "," : "") + texts.slice(start, start + ITEMS_PER_PIECE).join(","));
  }
  return [...pieces, "]"];
}
