import {
  applicationErrors,
  type ImportFailure,
  type ImportItem,
  type ImportKind,
  imports,
  type ImportSuccess,
  isPlainObject,
} from "@galaxy-kit/protocol";
import type { ImportMessage } from "../import-messages.js";
import { applyImport, subjectOf } from "../knowledge/apply-import.js";
import type { Progress } from "../reporting/progress.js";
import type { Caller } from "./caller.js";
import type { ClientContext } from "./client-context.js";
import { decodeLeniently } from "./decode-leniently.js";
import { IdleTimer } from "./idle-timer.js";
import { ImportProblems, type Where } from "./import-problems.js";
import { ImportRun } from "./import-run.js";
import { type OpenRun, OpenRuns } from "./open-runs.js";

/** In a row, and in addition to the number of ids. Only an integration that never stops sends more. */
const MAX_WITHOUT_NEWS = 1_000;

/** Starts imports and matches incoming messages with what was requested. */
export class ImportRuns {
  readonly #open = new Map<ImportKind, OpenRuns>();
  /** How many messages in a row were not new to the client. */
  readonly #withoutNews = new Map<ImportKind, number>();
  readonly #idleTimer: IdleTimer;
  readonly #problems: ImportProblems;

  constructor(
    private readonly caller: Caller,
    private readonly client: ClientContext,
    private readonly signal: AbortSignal,
  ) {
    this.#idleTimer = new IdleTimer(client.clock, client.timings.finishedLimit);
    this.#problems = new ImportProblems(client.recorder);
  }

  /** Resolves when the import has finished or failed. Rejects only when the session is over. */
  async start(kind: ImportKind, ids: readonly string[], { single = false } = {}): Promise<Progress> {
    this.signal.throwIfAborted();
    const run = new ImportRun(kind, ids, single);
    let over = (): void => undefined;
    const ended = new Promise<void>((resolve) => {
      over = resolve;
    });
    const open: OpenRun = { run, over };
    this.#openOf(kind).add(open);
    this.#withoutNews.delete(kind);
    this.client.board.show(run.progress);

    const { start } = imports[kind];
    const idsName = (start.params.properties as readonly string[])[0] ?? "";
    const outcome = await this.caller.call(
      start,
      { [idsName]: ids },
      {
        // The client itself causes many imports at once when games are added.
        severityOf: (error) => (single && error.code === applicationErrors.ImportInProgress.code ? "warning" : "error"),
      },
    );
    if (outcome.ok) run.accepted = true;
    else this.#end(open, outcome.message);
    await ended;
    return run.progress;
  }

  /** Handles a message about an import. Throws if its parameters are invalid. */
  take(message: ImportMessage, params: unknown): void {
    this.#idleTimer.restart();
    const { kind, call } = message;
    const where = { method: call.method, importKind: kind };
    if (message.part === "finished") {
      decodeLeniently(message.call.params, params, where, this.client.recorder);
      this.#finish(kind, where);
      return;
    }
    const item = decodeLeniently<ImportItem>(message.call.params, params, where, this.client.recorder);
    const open = this.#runFor(kind, { ...where, itemId: item.id });
    const before = open?.run.news ?? 0;
    if (open) this.#receive(open, message, item, where);
    if (open && open.run.news > before) this.#withoutNews.delete(kind);
    else this.#endIfEndless(kind, where);
  }

  #receive(open: OpenRun, message: ImportMessage, item: ImportItem, where: Where): void {
    const { kind, call } = message;
    this.#share(open, item.id);
    if (message.part === "success") this.#succeed(open.run, item as ImportSuccess<unknown>, call.method);
    if (message.part === "failure") this.#fail(open.run, item as ImportFailure, where);
    if (message.part === "itemFinished") open.run.close(item.id);
    this.#show(kind, open);
  }

  /** Ends the item or import that an invalid message names: nothing else will come for it. */
  reject({ kind, call }: ImportMessage, params: unknown, error: string): void {
    const where = { method: call.method, importKind: kind };
    const id = idIn(params, imports[kind].idName);
    const open = id === undefined ? undefined : this.#openOf(kind).expecting(id);
    if (!open || id === undefined) {
      this.#problems.badParams(where, error);
      return;
    }
    this.#share(open, id);
    open.run.fail(id);
    this.#problems.badParams({ ...where, itemId: id }, error);
    this.#show(kind, open);
  }

  /** Nothing more will arrive: imports in progress have failed. */
  abandon(reason: string): void {
    for (const open of [...this.#open.values()].flatMap((runs) => runs.all)) {
      this.#problems.abandoned(open.run);
      this.#end(open, reason);
    }
  }

  /** An integration may import an id once for all runs that have requested it. */
  #share(open: OpenRun, id: string): void {
    for (const other of this.#openOf(open.run.kind).requesting(id)) if (other !== open) other.run.share(id);
  }

  #show(kind: ImportKind, open: OpenRun): void {
    this.client.board.show(open.run.progress);
    if (!open.run.isAnswered) return;
    this.#openOf(kind).markAnswered(open);
    this.#expectFinished(open);
  }

  #succeed(run: ImportRun, { id, value }: ImportSuccess<unknown>, cause: string): void {
    const message = this.client.recorder.journal.count;
    applyImport(this.client.knowledge, run.kind, id, value, run.succeed(id, value));
    this.client.recorder.events.emit("changed", { subject: subjectOf(run.kind), ids: [id], cause, message });
  }

  #fail(run: ImportRun, { id, error }: ImportFailure, where: Where): void {
    run.fail(id);
    this.#problems.itemFailed({ ...where, itemId: id }, error);
  }

  /** Returns the run that waits for this item. Reports a problem if there is none. */
  #runFor(kind: ImportKind, where: Where & { itemId: string }): OpenRun | undefined {
    const runs = this.#openOf(kind);
    const open = runs.expecting(where.itemId);
    if (open) {
      this.#checkAccepted(open.run, where);
      return open;
    }
    if (runs.isEmpty) this.#noImport(where);
    else if (runs.requested(where.itemId)) this.#problems.duplicate(where);
    else this.#problems.notRequested(where);
    return undefined;
  }

  #finish(kind: ImportKind, where: Where): void {
    const open = this.#openOf(kind).nextToFinish;
    if (!open) {
      this.#noImport(where);
      return;
    }
    this.#checkAccepted(open.run, where);
    this.#problems.unansweredItems(open.run, where);
    this.#end(open);
  }

  #expectFinished(open: OpenRun): void {
    open.cancelTimeout ??= this.#idleTimer.onIdle(() => {
      const message = this.#problems.neverFinished(open.run);
      this.#end(open, message);
    });
  }

  /** An integration that sends the same results forever must not keep the client waiting forever. */
  #endIfEndless(kind: ImportKind, where: Where): void {
    const count = (this.#withoutNews.get(kind) ?? 0) + 1;
    this.#withoutNews.set(kind, count);
    if (count < MAX_WITHOUT_NEWS) return;
    const runs = this.#openOf(kind).all;
    if (count < MAX_WITHOUT_NEWS + runs.reduce((sum, { run }) => sum + run.ids.length, 0)) return;
    for (const open of runs) {
      const message = this.#problems.endless(open.run, count, where);
      this.#end(open, message);
    }
  }

  #end(open: OpenRun, error?: string): void {
    open.cancelTimeout?.();
    this.#openOf(open.run.kind).delete(open);
    if (error === undefined) open.run.finish();
    else open.run.abort(error);
    this.client.board.show(open.run.progress);
    open.over();
  }

  #noImport(where: Where): void {
    // The client has abandoned its imports, but messages may still be in flight.
    if (this.signal.aborted) return;
    // Otherwise an endless sender would push all other problems out of the list.
    if ((this.#withoutNews.get(where.importKind) ?? 0) >= MAX_WITHOUT_NEWS) return;
    this.#problems.noImport(where);
  }

  /** A warning, once per import: the Python API does this with local sizes that are available at once. */
  #checkAccepted(run: ImportRun, where: Where): void {
    if (run.accepted || run.wasEarly) return;
    run.wasEarly = true;
    this.#problems.early(where);
  }

  #openOf(kind: ImportKind): OpenRuns {
    const open = this.#open.get(kind) ?? new OpenRuns();
    this.#open.set(kind, open);
    return open;
  }
}

/** Returns the id in parameters that are otherwise invalid: next to the value or in it. */
function idIn(params: unknown, name: string): string | undefined {
  if (!isPlainObject(params)) return undefined;
  const ids = [params, ...Object.values(params)].flatMap((each) => (isPlainObject(each) ? [each[name]] : []));
  const found = ids.find((each) => typeof each === "string" || typeof each === "number");
  return found === undefined ? undefined : String(found);
}
