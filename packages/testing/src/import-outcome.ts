import { fromReceived } from "@galaxy-kit/kernel/internal";
import { type Codec, type ImportCall, type ImportKind, imports, type ImportValue } from "@galaxy-kit/protocol";
import type { GalaxyError } from "@galaxy-kit/sdk";
import type { ThrownErrors } from "./thrown-errors.js";
import type { WireNotification } from "./wire-client.js";

/** The outcome of an import. */
export interface ImportOutcome<Kind extends ImportKind> {
  /** The value for each id. */
  readonly values: ReadonlyMap<string, ImportValue<Kind>>;
  /** The values for each id as they came: the games of a subscription may come in more than one page. */
  readonly pages: ReadonlyMap<string, readonly ImportValue<Kind>[]>;
  /** The error for each id that failed. */
  readonly errors: ReadonlyMap<string, GalaxyError>;
}

/** Collects the messages of one import. */
export class ImportCollector<Kind extends ImportKind> {
  /** Resolves once the last message has arrived. */
  readonly outcome: Promise<ImportOutcome<Kind>>;
  #finish = (_: ImportOutcome<Kind>): void => undefined;
  readonly #pages = new Map<string, ImportValue<Kind>[]>();
  readonly #errors = new Map<string, GalaxyError>();
  readonly #call: ImportCall<ImportValue<Kind>>;

  constructor(
    kind: Kind,
    private readonly thrown: ThrownErrors,
  ) {
    this.#call = imports[kind] as unknown as ImportCall<ImportValue<Kind>>;
    this.outcome = new Promise((resolve) => {
      this.#finish = resolve;
    });
  }

  receive({ method, params }: WireNotification): void {
    const { success, failure, finished } = this.#call;
    if (method === success.method) this.#addValue(params, success.params);
    else if (method === failure.method) {
      const { id, error } = failure.params.decode(params);
      const received = fromReceived(error.code, error.message, error.data);
      this.#errors.set(id, this.thrown.explain(received, undefined, method, id));
    } else if (method === finished.method) {
      const values = new Map([...this.#pages].map(([id, pages]) => [id, joined(pages)]));
      this.#finish({ values, pages: this.#pages, errors: this.#errors });
    }
  }

  #addValue(params: unknown, codec: Codec<{ id: string; value: ImportValue<Kind> }>): void {
    const { id, value } = codec.decode(params);
    this.#pages.set(id, [...(this.#pages.get(id) ?? []), value]);
  }
}

/** Returns one value of all pages: only lists have more than one. */
function joined<Value>(pages: readonly Value[]): Value {
  const [first] = pages;
  return (pages.length > 1 ? pages.flatMap((page) => page ?? []) : first) as Value;
}
