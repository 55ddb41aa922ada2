import { BackendNotAvailable, type SourceOptions, type SourceRun, UNCHANGED, UNKNOWN } from "@galaxy-kit/sdk";
import { type ElementAdapter, type SourceAdapter, toMilliseconds } from "@galaxy-kit/sdk/internal";
import type { Handler } from "../wiring/handlers.js";
import { InvalidResult } from "../wiring/invalid-result.js";
import { AnswerLog } from "./answer-log.js";
import { AnswerReader } from "./answer-reader.js";
import type { ChangeReporter } from "./change-reporter.js";
import type { KnownItems } from "./known-items.js";
import { type Outcome, readAnswer } from "./read-answer.js";
import { CONFIRM_WITHIN, Removals, type Verdict } from "./removals.js";
import type { Run } from "./runs.js";
import { Slice } from "./slice.js";
import type { SourceContext } from "./source-context.js";
import { counted, isAre, isRunning, type SourceModel } from "./source-model.js";

/** The method of a source, and what turns what it returns into items. */
export interface SourceMethod {
  readonly handler: Handler;
  readonly adapter: SourceAdapter<unknown, unknown> | ElementAdapter<unknown, unknown> | undefined;
}

interface AnswerTakerParts {
  readonly model: SourceModel;
  /** `Class.method`. */
  readonly name: string;
  readonly options: SourceOptions;
  readonly context: SourceContext;
  readonly known: KnownItems;
  readonly reporter: ChangeReporter;
}

/** Has a run answered by the method: what is new or different counts at once, and what is missing when that is certain. */
export class AnswerTaker {
  readonly #removals: Removals;
  readonly #log: AnswerLog;
  /** What the last complete answer lacked, also what could not be removed then; undefined if that is not known. */
  #missing: Set<string> | undefined;

  constructor(private readonly parts: AnswerTakerParts) {
    const { options, model, context } = parts;
    const hasInterval = options.refresh !== "on request";
    this.#removals = new Removals(options.removals ?? {}, model.removals, context.clock, hasInterval);
    this.#log = new AnswerLog(context.log);
  }

  /** What is missing, and not removed yet. */
  get heldBack(): Removals["heldBack"] {
    return this.#removals.heldBack;
  }

  /** How soon another run should confirm what is missing, in milliseconds; undefined if nothing is waiting for that. */
  get confirmWithin(): number | undefined {
    return this.#removals.confirmWithin;
  }

  /** Notes an item that was changed by other means: that is newer than the last answer. */
  patched(id: string): void {
    this.#removals.found(id);
    this.#missing?.delete(id);
  }

  forget(): void {
    this.#removals.clear();
    this.#missing = undefined;
  }

  /** Resolves to what has read the answer. Rejects if the run failed. */
  async take(
    run: Run,
    { handler, adapter }: SourceMethod,
    view: Omit<SourceRun<unknown>, "skip">,
  ): Promise<Pick<AnswerReader, "covered">> {
    const { model, options, known, context } = this.parts;
    const { clock } = context;
    const limitMs = toMilliseconds(options.timeLimit ?? model.timeLimit);
    const given: SourceRun<unknown> = {
      ...view,
      skip: (element, why) => {
        reader.skip(element, why);
      },
    };
    const [all, each] = adapter && "during" in adapter ? [undefined, adapter.during(given)] : [adapter];
    const reader = new AnswerReader(model, () => known.texts, options.alias, each);
    const flush = (): Promise<void> => this.#apply(run, reader.takeChanges());
    // A run may take up to its limit, and a stream for as long as it delivers, but the client does not wait that long.
    const answerMs = Math.min(limitMs, toMilliseconds(model.answerWithin ?? "24d"));
    void clock.sleep(answerMs, run.signal).then(
      () => {
        if (!run.isCurrent || (reader.ids.size === 0 && answerMs === limitMs)) return;
        if (reader.ids.size > 0) known.hasAnswer = true;
        run.makeAnswerable();
      },
      () => undefined,
    );
    const adapt = all && ((elements: readonly unknown[]) => handler.track(async () => all.adapt(elements, given)));
    const outcome = await readAnswer(given, { handler, reader, signal: run.signal, clock, limitMs, adapt, flush });
    if (!run.isCurrent) return reader;
    this.#log.report(reader, handler);
    if (reader.isMostlyInvalid) {
      throw new InvalidResult(
        `${handler.name} (${handler.decorator}) returned mostly invalid elements: ${reader.leftOut[0] ?? ""}`,
      );
    }
    await this.#conclude(run, reader, outcome);
    return reader;
  }

  async #conclude(run: Run, reader: AnswerReader, outcome: Outcome): Promise<void> {
    const { model, known, name, context } = this.parts;
    if (outcome === UNKNOWN || (outcome === UNCHANGED && !known.hasAnswer)) {
      throw new NothingFound(`${name} could not determine the current ${model.noun}s`);
    }
    if (outcome !== UNCHANGED) {
      await this.#apply(run, reader.takeChanges());
      if (!run.isCurrent) return;
      this.#missing = model.keepsMissing === true ? undefined : missingFrom(reader, run, known);
    }
    this.#removeMissing();
    known.answered(context.clock.now());
  }

  async #apply(run: Run, changes: ReadonlyMap<string, string>): Promise<void> {
    const { known, reporter } = this.parts;
    const slice = new Slice();
    for (const [id, text] of changes) {
      if (!run.isCurrent) return;
      if (run.patched.has(id) || this.#isTooEarly(id, text)) continue;
      known.set(id, text);
      reporter.changed(id);
      if (slice.isOver) await slice.pause();
    }
  }

  /** An answer does not yet know a game that was launched a moment ago. */
  #isTooEarly(id: string, text: string): boolean {
    const { model, context } = this.parts;
    return model.saysWhatRuns === true && !isRunning(text) && context.isLaunching(id);
  }

  #removeMissing(): void {
    if (!this.#missing) return;
    const { known } = this.parts;
    const { size } = known.texts;
    const missing = [...this.#missing].filter((id) => known.texts.has(id) && !this.#isHeld(id));
    const isEmpty = this.#missing.size === size;
    this.#remove(this.#removals.judge(missing, size, isEmpty));
  }

  /** A game that is running or being launched is not removed. */
  #isHeld(id: string): boolean {
    const { model, context } = this.parts;
    return context.isLaunching(id) || (model.saysWhatRuns !== true && context.isRunning(id));
  }

  #remove({ gone, startsToBrake }: Verdict): void {
    const { known, reporter, model, name, context } = this.parts;
    const { heldBack } = this;
    if (startsToBrake && heldBack) {
      const { count, answersNeeded, first } = heldBack;
      const answers = answersNeeded === 1 ? "answer lacks" : `${answersNeeded} answers lack`;
      const these = count === 1 ? `this ${model.noun}` : `these ${counted(count, model.noun)}`;
      const all = `${count} of ${counted(known.texts.size, model.noun)}`;
      context.log.warn(
        `${name}: held back ${counted(count, "removal")}, since ${all} ${isAre(count)} suddenly missing. ` +
          `${count === 1 ? "It is" : "They are"} removed if the next ${answers} exactly ${these}; the next run is in ${this.#pause}`,
        { ids: first },
      );
    }
    for (const id of gone) {
      known.delete(id);
      reporter.changed(id);
    }
    if (gone.length === 0) return;
    context.log.info(`${name}: ${counted(gone.length, model.noun)} ${isAre(gone.length)} gone`, {
      ids: gone.slice(0, 5),
    });
  }

  /** How long it takes until the next run, for people. */
  get #pause(): string {
    const { refresh, removals } = this.parts.options;
    return refresh === "on request" ? (removals?.confirmWithin ?? CONFIRM_WITHIN) : refresh;
  }
}

/** A source returned `UNKNOWN`. */
export class NothingFound extends BackendNotAvailable {}

/** Returns undefined if the answer has left out something without naming it. */
function missingFrom({ ids, hasGaps }: AnswerReader, { patched }: Run, known: KnownItems): Set<string> | undefined {
  if (hasGaps) return undefined;
  const missing = new Set<string>();
  for (const id of known.texts.keys()) if (!ids.has(id) && !patched.has(id)) missing.add(id);
  return missing;
}
