import { type ErrorObject, type ImportKind, imports } from "@galaxy-kit/protocol";
import type { Recorder } from "../reporting/recorder.js";
import { describeError } from "../wire/describe-error.js";
import type { ImportRun } from "./import-run.js";

const MAX_NAMED_IDS = 5;

/** What a message of an import is about. */
export interface Where {
  readonly method: string;
  readonly importKind: ImportKind;
  readonly itemId?: string;
}

/** Reports what is wrong with imports, and with the messages about them. */
export class ImportProblems {
  constructor(private readonly recorder: Recorder) {}

  badParams(where: Where, message: string): void {
    this.recorder.problem({ ...where, kind: "bad-params", message });
  }

  noImport(where: Where): void {
    this.recorder.problem({ ...where, kind: "no-import", message: "no such import is in progress" });
  }

  notRequested(where: Where): void {
    this.recorder.problem({ ...where, kind: "not-requested", message: "the import did not request this" });
  }

  duplicate(where: Where): void {
    const message = "the same import has already received a result for this";
    this.recorder.problem({ ...where, kind: "duplicate-item-response", message });
  }

  early(where: Where): void {
    const message = "came before the response to the request that starts the import";
    this.recorder.problem({ ...where, kind: "before-response", severity: "warning", message });
  }

  itemFailed(where: Where, error: ErrorObject): void {
    this.recorder.problem({ ...where, kind: "import-failure", message: describeError(error), detail: error });
  }

  /** An import has finished. Reports the ids without a result, if there are any. */
  unansweredItems({ unanswered }: ImportRun, where: Where): void {
    if (unanswered.length === 0) return;
    const message = `finished without a result for ${nameSome(unanswered)}`;
    this.recorder.problem({ ...where, kind: "unanswered-items", message, detail: unanswered });
  }

  /** Returns the message. */
  neverFinished({ kind }: ImportRun): string {
    const { method } = imports[kind].finished;
    const message = "every result has arrived, but the message that the import has finished is missing";
    this.recorder.problem({ kind: "missing-finished", method, importKind: kind, message });
    return message;
  }

  /**
   * Returns the message.
   *
   * @param count - how many messages in a row were not new
   */
  endless({ unanswered }: ImportRun, count: number, where: Where): string {
    const message = `${count} messages in a row brought nothing new, so the client waits no longer${lacking(unanswered)}`;
    this.recorder.problem({ ...where, kind: "missing-finished", message, detail: unanswered });
    return message;
  }

  abandoned({ kind, open }: ImportRun): void {
    const message = `had not finished when the session ended${lacking(open)}`;
    this.recorder.problem({ kind: "missing-finished", severity: "warning", importKind: kind, message });
  }
}

function lacking(ids: readonly string[]): string {
  return ids.length === 0 ? "" : `; no result for ${nameSome(ids)}`;
}

function nameSome(ids: readonly string[]): string {
  const more = ids.length > MAX_NAMED_IDS ? ` and ${ids.length - MAX_NAMED_IDS} more` : "";
  return (
    ids
      .slice(0, MAX_NAMED_IDS)
      .map((id) => JSON.stringify(id))
      .join(", ") + more
  );
}
