import type { ImportCall } from "@galaxy-kit/protocol";
import { Aborted, type Clock, ImportInProgress, type Lifetime } from "@galaxy-kit/sdk";
import type { Call } from "../rpc/json-rpc.js";
import type { LineWriter } from "../rpc/line-writer.js";
import type { Notifier } from "../rpc/notifier.js";
import type { Handler } from "../wiring/handlers.js";
import { ImportFaults } from "./import-faults.js";
import { type Amend, ImportMessages, type ImportSink } from "./import-messages.js";
import type { ImportRun } from "./import-run.js";
import { MissingIds } from "./missing-ids.js";
import { Pacer } from "./pacer.js";
import { ReadValue } from "./read-value.js";
import type { ImportStrategy } from "./strategies.js";
import { WaitingStarts } from "./waiting-starts.js";

/** The methods of an integration for one kind of import. */
export interface ImportHandlers {
  readonly item: Handler;
  readonly prepare: Handler | undefined;
  readonly complete: Handler | undefined;
  readonly strategy: ImportStrategy;
  readonly amend: Amend | undefined;
}

interface ImporterParts {
  readonly notifier: Notifier;
  readonly writer: LineWriter;
  readonly lifetime: Lifetime;
  readonly clock: Clock;
}

/** An import of one kind, which may answer several starts. */
interface Round {
  readonly ids: readonly string[];
  /** The ids without a result so far. */
  readonly missing: MissingIds;
  /** Each gets a message of its own that the import has finished: whether the client counts them is not known. */
  starts: number;
}

/**
 * Runs the imports of one kind, one round at a time. What the client starts during a round is answered at once. An id that the
 * round has yet to send a result for is not imported twice; all others make up the next round.
 */
export class Importer {
  #isBusy = false;
  /** Whether it is busy with something that the client has not started, and would not understand to be refused for. */
  #isReading = false;
  /** Undefined while the context is prepared. */
  #round: Round | undefined;
  readonly #waiting = new WaitingStarts();

  constructor(
    private readonly call: ImportCall<unknown>,
    private readonly handlers: ImportHandlers,
    private readonly whileRunning: "queue" | "refuse",
    private readonly parts: ImporterParts,
  ) {}

  /** Returns the result of the request; the import itself begins after the response. */
  async start(ids: readonly string[], request: Call): Promise<null> {
    if (this.#signal.aborted) throw new Aborted();
    if (this.#isBusy) {
      if ((this.whileRunning === "refuse" && !this.#isReading) || this.#waiting.isFull) throw new ImportInProgress();
      this.#isReading = false;
      request.afterResponse(() => {
        this.#join(ids);
      });
      return null;
    }
    this.#isBusy = true;
    const round = newRound(ids, 1);
    const { prepare } = this.handlers;
    try {
      const step = this.#importWith(await prepare?.run([...round.ids]));
      request.afterResponse(() => void this.#runFirst(round, step));
      return null;
    } catch (error) {
      prepare?.logFailure(error);
      request.afterResponse(() => void this.#runWaiting());
      throw error;
    } finally {
      prepare?.waits.limit?.rest();
    }
  }

  /**
   * Resolves to the value of one id, without sending it. Resolves to undefined if there is none, which is logged, and during an import, which
   * sends it.
   */
  async read(id: string): Promise<unknown> {
    if (this.#isBusy || this.#signal.aborted) return undefined;
    this.#isBusy = this.#isReading = true;
    const read = new ReadValue();
    try {
      // Not this.#round: what the client requests meanwhile is sent after it.
      const round = newRound([id], 0);
      await this.#perform(round, await this.#prepareAnswered(round), read);
    } finally {
      this.#isReading = false;
      void this.#runWaiting();
    }
    return read.value;
  }

  get #signal(): AbortSignal {
    return this.parts.lifetime.signal;
  }

  /** Adds a start that already has its response. */
  #join(ids: readonly string[]): void {
    const round = this.#round;
    const others = round ? ids.filter((id) => !round.missing.has(id)) : ids;
    if (round && others.length === 0) round.starts += 1;
    else this.#waiting.add(others);
    // The round may have ended before the response was sent.
    if (!this.#isBusy) void this.#runWaiting();
  }

  async #runFirst(round: Round, step: Step): Promise<void> {
    try {
      await this.#run(round, step);
    } finally {
      await this.#runWaiting();
    }
  }

  async #runWaiting(): Promise<void> {
    this.#isBusy = true;
    try {
      for (let next = this.#waiting.take(); next.starts > 0; next = this.#waiting.take()) {
        if (this.#signal.aborted) return;
        const round = newRound(next.ids, next.starts);
        await this.#run(round, await this.#prepareAnswered(round));
      }
    } finally {
      this.#isBusy = false;
    }
  }

  /** Prepares a round whose starts have their responses: an error can only fail its ids. */
  async #prepareAnswered(round: Round): Promise<Step> {
    const { prepare } = this.handlers;
    if (!prepare) return this.#importWith(undefined);
    try {
      return this.#importWith(await prepare.run([...round.ids]));
    } catch (error) {
      return { handler: prepare, run: (run) => failAll(run, error) };
    } finally {
      prepare.waits.limit?.rest();
    }
  }

  #importWith(context: unknown): Step {
    const { item, strategy } = this.handlers;
    return { handler: item, run: (run) => strategy({ ...run, context, handler: item }) };
  }

  async #run(round: Round, step: Step): Promise<void> {
    this.#round = round;
    round.starts += this.#waiting.leaveTo(round.missing);
    await this.#perform(round, step, this.parts.notifier, async (messages, pacer) => {
      this.#round = undefined;
      for (let start = 0; start < round.starts && !this.#signal.aborted; start++) {
        messages.finished();
        while (pacer.due) await pacer.pause();
      }
    });
  }

  async #perform(
    { ids, missing }: Round,
    { handler, run }: Step,
    sink: ImportSink,
    finish?: (messages: ImportMessages<unknown>, pacer: Pacer) => Promise<void>,
  ): Promise<void> {
    const { writer, clock } = this.parts;
    const signal = this.#signal;
    const faults = new ImportFaults(handler, clock);
    const messages = new ImportMessages(this.call, handler, sink, faults, missing, this.handlers.amend);
    const pacer = new Pacer(writer);
    try {
      await runSafely(run, { ids, missing, messages, pacer, signal });
      faults.log();
      messages.reportFindings();
    } catch (error) {
      // Even then, the import ends: otherwise the client would wait, and this kind would not be imported again.
      handler.logFailure(error);
    }
    handler.waits.limit?.rest();
    await finish?.(messages, pacer);
    // Not awaited: a method that hangs must not keep this kind from being imported again.
    if (!signal.aborted) void this.handlers.complete?.attempt();
  }
}

/** Sends the results of a round. */
interface Step {
  readonly handler: Handler;
  readonly run: (run: Omit<ImportRun, "context" | "handler">) => Promise<void>;
}

/** No step is expected to throw. If one does, the ids that it leaves without a result fail. */
async function runSafely(run: Step["run"], parts: Parameters<Step["run"]>[0]): Promise<void> {
  try {
    await run(parts);
  } catch (error) {
    await failAll({ ...parts, ids: [...parts.missing] }, error);
  }
}

async function failAll(
  { ids, messages, pacer, signal }: Omit<ImportRun, "context" | "handler">,
  error: unknown,
): Promise<void> {
  for (const id of ids) {
    if (signal.aborted) return;
    messages.failure(id, error);
    messages.itemFinished(id);
    while (pacer.due) await pacer.pause();
  }
}

function newRound(ids: readonly string[], starts: number): Round {
  const set = new Set(ids);
  const distinct = set.size === ids.length ? ids : [...set];
  return { ids: distinct, missing: new MissingIds(distinct), starts };
}
