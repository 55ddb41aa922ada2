import { CodecError, describeThrown, Findings } from "@galaxy-kit/protocol";
import { Slice } from "./slice.js";
import type { SourceModel } from "./source-model.js";

const MAX_SHOWN = 5;

/** Encodes the elements of one answer, in slices, and finds out which differ from what is known. */
export class AnswerReader {
  /** The ids in the answer, in order. */
  readonly ids = new Set<string>();
  /** The items that are new or different, by id, since they were last taken. */
  #changes = new Map<string, string>();
  /** Whether it is unknown which items were left out, so that nothing counts as missing. */
  hasGaps = false;
  leftOutCount = 0;
  /** The first that were left out, with the reasons. */
  readonly leftOut: string[] = [];
  readonly #leftOutIds = new Set<string>();
  /** How many are different from another one with their id. */
  repeated = 0;
  readonly findings = new Findings();
  #count = 0;
  readonly #slice = new Slice();

  constructor(
    private readonly model: SourceModel,
    private readonly known: () => ReadonlyMap<string, string>,
    private readonly alias: ((id: string) => string) | undefined,
    private readonly toItem = (element: unknown): unknown => element,
  ) {}

  get takesLong(): boolean {
    return this.#slice.isOver;
  }

  pause(): Promise<void> {
    return this.#slice.pause();
  }

  /** Whether more than half of the answer was left out: then it is not about single elements. */
  get isMostlyInvalid(): boolean {
    return this.leftOutCount * 2 > this.#count;
  }

  /** Returns for which of these ids the answer says what there is, also if that is nothing. */
  covered(ids: readonly string[]): readonly string[] {
    return this.hasGaps ? [] : ids.filter((id) => !this.#leftOutIds.has(id));
  }

  takeChanges(): ReadonlyMap<string, string> {
    const changes = this.#changes;
    this.#changes = new Map();
    return changes;
  }

  add(element: unknown): void {
    const index = this.#count;
    this.#count += 1;
    let item: { readonly id: string; readonly text: string; readonly isAlias: boolean };
    const before = this.findings.size;
    try {
      item = encodeItem(this.model, this.toItem(element), this.findings, this.alias);
    } catch (error) {
      this.findings.forget(before);
      this.#leaveOut(element, reasonOf(error, this.model.kind, index));
      return;
    }
    if (this.findings.size !== before) this.findings.within(index, before);
    const { id, text, isAlias } = item;
    if (this.ids.has(id)) {
      const first = this.#changes.get(id) ?? this.known().get(id);
      if (!isAlias && text !== first) this.repeated += 1;
      return;
    }
    this.ids.add(id);
    if (this.known().get(id) !== text) this.#changes.set(id, text);
  }

  /** The author leaves something out. */
  skip(element: unknown, why: string): void {
    this.#count += 1;
    this.#leaveOut(element, `${typeof element === "string" ? element : (this.#idOf(element) ?? "an element")}: ${why}`);
  }

  /** What is known about it stays, if its id can be read. */
  #leaveOut(element: unknown, why: string): void {
    this.leftOutCount += 1;
    if (this.leftOut.length < MAX_SHOWN) this.leftOut.push(why);
    const id = this.#idOf(element);
    if (id === undefined) {
      this.hasGaps = true;
      return;
    }
    this.#leftOutIds.add(id);
    if (this.known().has(id)) this.ids.add(id);
  }

  /** @param element - an item, or its id */
  #idOf(element: unknown): string | undefined {
    try {
      const id = typeof element === "string" ? element : (element as Readonly<Record<string, unknown>>)[this.model.id];
      if (typeof id !== "string") return undefined;
      return this.alias?.(id) ?? id;
    } catch {
      return undefined;
    }
  }
}

/** @throws `CodecError` if it is not valid */
export function encodeItem(
  model: SourceModel,
  element: unknown,
  findings?: Findings,
  alias?: (id: string) => string,
): { readonly id: string; readonly text: string; readonly isAlias: boolean } {
  const encoded = model.codec.encode(element, findings) as Record<string, unknown>;
  const own = encoded[model.wireId] as string;
  const id = alias ? alias(own) : own;
  if (id === own) return { id, text: JSON.stringify(encoded), isAlias: false };
  return { id, text: JSON.stringify({ ...encoded, [model.wireId]: id }), isAlias: true };
}

function reasonOf(error: unknown, list: string, index: number): string {
  if (error instanceof CodecError) return error.within(index).within(list).message;
  return `${list}[${index}]: it cannot be read (${describeThrown(error)})`;
}
