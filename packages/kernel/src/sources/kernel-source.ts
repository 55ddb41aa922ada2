import { Findings, type JsonText } from "@galaxy-kit/protocol";
import {
  Aborted,
  BackendNotAvailable,
  type GalaxyError,
  NotReadyError,
  type RefreshOptions,
  type Source,
  type SourceOptions,
  type SourceState,
} from "@galaxy-kit/sdk";
import { toMilliseconds } from "@galaxy-kit/sdk/internal";
import { fromThrown } from "../rpc/error-object.js";
import { encodeItem } from "./answer-reader.js";
import { AnswerTaker, NothingFound, type SourceMethod } from "./answer-taker.js";
import { ChangeReporter } from "./change-reporter.js";
import { ImportAnswers } from "./import-answers.js";
import { ItemView } from "./item-view.js";
import { KnownItems } from "./known-items.js";
import { listResponse } from "./list-response.js";
import { type Run, Runs } from "./runs.js";
import type { SourceContext } from "./source-context.js";
import { SourceFailures } from "./source-failures.js";
import { counted, type SourceModel } from "./source-model.js";

/** Some versions of the client never ask for the local games (reported by authors). */
const UNASKED_MS = 30_000;

/** A method that returns the complete current state: runs it, answers the client with its result, and has the changes reported. */
export class KernelSource<T = unknown> implements Source<T> {
  readonly kind;
  readonly items: ReadonlyMap<string, T>;
  #method: SourceMethod | undefined;
  readonly #known: KnownItems;
  #restored: Promise<void> = Promise.resolve();
  #status: SourceState["kind"] = "never";
  #error: GalaxyError | undefined;
  #isInvalid = false;
  /** The last run that succeeded. */
  #lastMark: object | undefined;
  readonly #runs: Runs;
  readonly #failures: SourceFailures;
  readonly #reporter: ChangeReporter;
  readonly #answers: AnswerTaker;
  readonly #imports: ImportAnswers;

  constructor(
    private readonly model: SourceModel,
    readonly name: string,
    private readonly options: SourceOptions,
    private readonly context: SourceContext,
  ) {
    const { clock, milestones, trace, signal, send } = context;
    this.kind = model.kind;
    this.#known = new KnownItems(context.baseline);
    this.items = new ItemView(
      () => this.#known.texts,
      (text) => model.codec.decode(JSON.parse(text)) as T,
    );
    this.#failures = new SourceFailures(name, this.after === "authentication", context);
    this.#reporter = new ChangeReporter({
      model,
      known: () => this.#known.texts,
      send,
      perSecond: options.pace?.perSecond ?? 20,
      clock,
      signal,
    });
    this.#answers = new AnswerTaker({ model, name, options, context, known: this.#known, reporter: this.#reporter });
    this.#imports = new ImportAnswers({
      model,
      items: this.items,
      include: (id) => {
        this.#reporter.include(id, this.#known.texts.get(id));
      },
      nothingKnown: () => this.#error ?? new BackendNotAvailable(`${name} has not read the ${model.noun} of this game`),
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
      confirmWithin: () => this.#answers.confirmWithin,
      isNeeded: () => this.#reporter.isOpen,
      ready: () => milestones.reached(this.after),
      clock,
      signal,
      trace,
    });
  }

  // What services see

  get place(): string {
    return this.#method?.handler.place ?? this.name;
  }

  get state(): SourceState {
    const { heldBack } = this.#answers;
    const { at, texts } = this.#known;
    const { nextAt, isPaused } = this.#runs;
    return {
      kind: this.#status,
      count: texts.size,
      pending: this.#reporter.pending,
      paused: isPaused,
      ...(at !== undefined && { at }),
      ...(this.#error && { error: this.#error.message }),
      ...(nextAt !== undefined && { nextAt }),
      ...(heldBack && { heldBack }),
    };
  }

  refresh({ join = false }: RefreshOptions = {}): Promise<void> {
    const { current } = this.#runs;
    return join && current && !current.isOutdated ? current.ended : this.#runs.ask();
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
    return this.#known.texts.get(id);
  }

  /** The ids of the items that satisfy a condition. */
  *idsWhere(isMet: (text: string) => boolean): Iterable<string> {
    for (const [id, text] of this.#known.texts) if (isMet(text)) yield id;
  }

  /** The milestone before which it does not run. */
  get after(): "handshake" | "authentication" {
    return this.options.after ?? this.model.after;
  }

  /** From now on, the method can be called. */
  open(method: SourceMethod): void {
    this.#method = method;
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
    for (const id of this.#idsInOrder()) texts.set(id, this.#known.texts.get(id) ?? "null");
    this.#handOver(this.#reporter.answer(texts), afterResponse);
    return listResponse(this.model.list ?? "", [...texts.values()]);
  }

  /**
   * Resolves to what is known about the ids that an import is for. Each is looked up when the import gets to it, so that a change is
   * reported either with the import or after it.
   */
  async valuesOf(ids: readonly string[]): Promise<Iterable<readonly [id: string, item: unknown]>> {
    if (this.#imports.ask(ids)) this.invalidate();
    const { current } = this.#runs;
    // It has begun without some of these ids.
    if (current?.isOutdated) await current.ended;
    await this.#ensureAnswer();
    this.#runs.plan();
    return this.#imports.lookUp(ids);
  }

  /** Logs why the client gets an error, unless it is that of a run, which was logged. */
  logFailure(error: unknown): void {
    if (error !== this.#error) this.#requireMethod().handler.logFailure(error);
  }

  /** The author has reported an item to the client without this source. */
  reportedByAuthor(id: string, item: object | undefined): void {
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
    if (this.#known.changeUser(userId)) this.#forget();
    this.#runs.pause(false);
  }

  #forget(): void {
    this.#runs.abandon();
    this.#known.forget();
    this.#answers.forget();
    this.#status = "never";
    this.#error = undefined;
    this.#lastMark = undefined;
    this.#imports.forget();
    this.#reporter.reset();
  }

  async #restore(): Promise<void> {
    if (await this.#known.restore()) this.#status = "stale";
  }

  // The client's requests

  async #ensureAnswer(): Promise<void> {
    await this.#restored;
    if (this.#isFresh) return;
    const run = this.#runs.start("import");
    // What was known in an earlier start is good enough until the first run has ended.
    if (!this.#known.isFromEarlierStart) await run?.answerable;
    if (this.#known.hasAnswer) return;
    if (this.context.signal.aborted) throw new Aborted();
    if (run?.isCurrent) {
      this.#reporter.openUnasked();
      throw new BackendNotAvailable(`${this.name} takes longer than GALAXY waits: what it finds is added later`);
    }
    throw this.#error ?? new BackendNotAvailable(`${this.name} has not run yet`);
  }

  #handOver(written: () => void, afterResponse: (job: () => void) => void): void {
    afterResponse(() => {
      written();
      this.#runs.plan();
    });
  }

  #idsInOrder(): Iterable<string> {
    const ids = this.#known.texts.keys();
    return this.model.isOrdered === true ? this.context.inOrder(ids) : ids;
  }

  get #isFresh(): boolean {
    const { at } = this.#known;
    if (this.#status !== "fresh" || this.#isInvalid || at === undefined) return false;
    const age = this.context.clock.now() - at;
    return age >= 0 && age <= toMilliseconds(this.options.fresh ?? "30s");
  }

  // Runs

  async #perform(run: Run): Promise<void> {
    const { reason, signal, mark } = run;
    const { asked } = this.model;
    const previous = this.#known.hasAnswer ? this.items : undefined;
    const askedFor = [...this.#imports.ids];
    const view = {
      reason,
      signal,
      mark,
      previousMark: this.#lastMark,
      previous,
      ...(asked && { [asked]: askedFor }),
    };
    const answer = await this.#answers.take(run, this.#requireMethod(), view);
    if (!run.isCurrent) return;
    this.#imports.cover(answer.covered(askedFor));
    this.#lastMark = mark;
    if (!run.isOutdated) this.#isInvalid = false;
  }

  #patch(id: string, text: string | undefined): void {
    if (text === undefined) this.#known.delete(id);
    else this.#known.set(id, text);
    this.#answers.patched(id);
    this.#runs.current?.patched.add(id);
    this.#runs.putOff();
  }

  #succeeded(): void {
    this.#status = "fresh";
    this.#error = undefined;
    this.#failures.succeeded();
  }

  #failed(error: unknown): void {
    this.#status = error instanceof NothingFound ? (this.#known.hasAnswer ? "stale" : "never") : "failing";
    this.#error = fromThrown(error);
    const stays = this.#known.hasAnswer ? whatStays(this.#known.texts.size, this.model.noun) : "";
    this.#failures.failed(error, stays, this.#requireMethod().handler);
  }

  #requireMethod(): SourceMethod {
    if (this.#method) return this.#method;
    throw new NotReadyError(`${this.name} can run only after startup: ask for it in @OnHandshake() or later.`);
  }
}

function whatStays(count: number, noun: string): string {
  return count === 1 ? `; the known ${noun} stays` : `; the ${counted(count, `known ${noun}`)} stay`;
}
