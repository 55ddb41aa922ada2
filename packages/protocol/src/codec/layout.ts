/**
 * Where encoded values stand in their JSON. All other text of the JSON follows from it, so the values alone are enough to write the JSON:
 * see {@link Values}.
 */
export type Layout = NumberLayout | OtherLayout | ObjectLayout | ListLayout | NullableLayout;

/** A whole number; NaN stands for null. */
interface NumberLayout {
  readonly kind: "number";
}

/** Any other value, as it is. */
interface OtherLayout {
  readonly kind: "other";
}

interface ObjectLayout {
  readonly kind: "object";
  readonly members: readonly Member[];
}

interface Member {
  readonly name: string;
  readonly layout: Layout;
  /** Whether the member is left out if its value is null. */
  readonly optional: boolean;
}

/** The number of items, and the values of each. */
interface ListLayout {
  readonly kind: "list";
  readonly item: Layout;
}

/** The number 1 and the values of an object or a list, or NaN. */
interface NullableLayout {
  readonly kind: "nullable";
  readonly inner: Layout;
}

export const numberLayout: Layout = { kind: "number" };
export const otherLayout: Layout = { kind: "other" };

/** Returns the layout of what may be null. */
export function nullableLayout(inner: Layout): Layout {
  return inner.kind === "object" || inner.kind === "list" ? { kind: "nullable", inner } : inner;
}

/** Encoded values in the order of their layout. Numbers are apart, since it takes as long to make them text as all others. */
export class Values {
  readonly numbers: number[];
  readonly others: unknown[];

  constructor(numbers: number[] = [], others: unknown[] = []) {
    this.numbers = numbers;
    this.others = others;
  }

  get count(): number {
    return this.numbers.length + this.others.length;
  }

  /** Appends what stands for null, of a nullable layout. */
  addNull(layout: Layout): void {
    if (layout.kind === "other") this.others.push(null);
    else this.numbers.push(NaN);
  }

  /** Appends those of another object. */
  add({ numbers, others }: Values): void {
    for (const number of numbers) this.numbers.push(number);
    for (const other of others) this.others.push(other);
  }

  /** Removes what was appended since there were so many. */
  cut(numbers: number, others: number): void {
    this.numbers.length = numbers;
    this.others.length = others;
  }
}

/** Returns a function that takes as many values as a layout has places for, and returns what they belong to. */
export function assembler({ numbers, others }: Values): (layout: Layout) => unknown {
  let nextNumber = 0;
  let nextOther = 0;
  const takeNumber = (): number => numbers[nextNumber++] ?? NaN;

  const assemble = (layout: Layout): unknown => {
    switch (layout.kind) {
      case "number": {
        const number = takeNumber();
        return Number.isNaN(number) ? null : number;
      }
      case "other":
        return others[nextOther++];
      case "nullable":
        return Number.isNaN(takeNumber()) ? null : assemble(layout.inner);
      case "list":
        return Array.from({ length: takeNumber() }, () => assemble(layout.item));
      case "object": {
        const wire: Record<string, unknown> = {};
        for (const { name, layout: member, optional } of layout.members) {
          const value = assemble(member);
          if (value !== null || !optional) wire[name] = value;
        }
        return wire;
      }
    }
  };
  return assemble;
}
