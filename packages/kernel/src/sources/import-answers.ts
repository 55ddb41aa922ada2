import type { GalaxyError } from "@galaxy-kit/sdk";
import type { SourceModel } from "./source-model.js";

interface ImportAnswersParts {
  readonly model: SourceModel;
  readonly items: ReadonlyMap<string, unknown>;
  /** The client is about to receive what is known about an id. */
  readonly include: (id: string) => void;
  /** Why nothing is known about an id that no run was about. */
  readonly nothingKnown: () => GalaxyError;
}

/** What a source knows about the ids that the client imports. */
export class ImportAnswers {
  readonly #ids = new Set<string>();
  /** Those that the last run that succeeded was about. */
  #covered: ReadonlySet<string> = new Set();

  constructor(private readonly parts: ImportAnswersParts) {}

  /** The ids that the client has started imports for. */
  get ids(): ReadonlySet<string> {
    return this.#ids;
  }

  /** The client starts an import for these ids. Returns whether it has not started one for some of them before. */
  ask(ids: readonly string[]): boolean {
    const before = this.#ids.size;
    for (const id of ids) this.#ids.add(id);
    return this.#ids.size > before;
  }

  /** A run has succeeded that was about these ids. */
  cover(ids: readonly string[]): void {
    this.#covered = new Set(ids);
  }

  /** Everything was about another account. */
  forget(): void {
    this.#ids.clear();
    this.#covered = new Set();
  }

  /** Looks up each id when the import gets to it. */
  *lookUp(ids: readonly string[]): Iterable<readonly [id: string, item: unknown]> {
    const { model, items, include, nothingKnown } = this.parts;
    const { importedOf = (item: unknown) => item } = model;
    for (const id of ids) {
      include(id);
      if (items.has(id)) yield [id, importedOf(items.get(id) as never)];
      else if (model.missingIsNotEmpty === true && !this.#covered.has(id)) yield [id, nothingKnown()];
    }
  }
}
