/**
 * Where the values of something stand in its JSON. All other text of the JSON follows from it, so the values alone are enough to write
 * the JSON: a list of them in order, with the number of its items before a list.
 */
export type Layout = ValueLayout | ObjectLayout | ListLayout | NullableLayout;

/** One value as it is. */
interface ValueLayout {
  readonly kind: "value";
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

interface ListLayout {
  readonly kind: "list";
  readonly item: Layout;
}

/** Null, or 1 followed by the values of something. */
interface NullableLayout {
  readonly kind: "nullable";
  readonly inner: Layout;
}

export const valueLayout: Layout = { kind: "value" };

/** Returns a function that takes as many values as a layout has places for, and returns what they belong to. */
export function assembler(values: readonly unknown[]): (layout: Layout) => unknown {
  let position = 0;
  const next = (): unknown => values[position++];

  const assemble = (layout: Layout): unknown => {
    switch (layout.kind) {
      case "value":
        return next();
      case "nullable":
        return next() === null ? null : assemble(layout.inner);
      case "list":
        return Array.from({ length: next() as number }, () => assemble(layout.item));
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
