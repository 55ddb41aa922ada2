import type { Member, Placed } from "./jsonc-reader.js";

/**
 * Changes a list that has comments between its items, and keeps those. Users turn an item off by making a comment of it.
 *
 * @returns undefined if there are no comments, or if the items have another order: then the list is written anew
 */
export function editList(text: string, member: Member, next: readonly unknown[]): string | undefined {
  const { items, start, end } = member;
  if (items.length === 0 || !hasComments(text, member)) return undefined;
  const kept = items.filter(({ value }) => next.includes(value));
  if (kept.some(({ value }, index) => value !== next[index])) return undefined;

  const removed = items.filter((item) => !kept.includes(item));
  const added = next.slice(kept.length).map((value) => JSON.stringify(value));
  const inside = [...removed.map((item) => removal(text, item)), ...insertion(text, member, kept.at(-1), added)]
    .sort((one, other) => other.start - one.start)
    .reduce(
      (edited, { start: from, end: to, by }) => edited.slice(0, from) + by + edited.slice(to),
      text.slice(0, end),
    );
  return inside.slice(start);
}

interface Change {
  readonly start: number;
  readonly end: number;
  readonly by: string;
}

function hasComments(text: string, { items, start, end }: Member): boolean {
  const edges = [start, ...items.flatMap((item) => [item.start, item.end]), end];
  const between = edges.flatMap((edge, index) => (index % 2 === 0 ? [text.slice(edge, edges[index + 1])] : []));
  return between.some((part) => /\/[/*]/.test(part));
}

/** The item with its comma, and its line if nothing else is in it. */
function removal(text: string, { start, end }: Placed): Change {
  const [comma = ""] = /^\s*,/.exec(text.slice(end)) ?? [];
  const after = end + comma.length;
  const [before = ""] = /\r?\n[ \t]*$/.exec(text.slice(0, start)) ?? [];
  const isAlone = before !== "" && /^[ \t]*\r?\n/.test(text.slice(after));
  return { start: isAlone ? start - before.length : start, end: after, by: "" };
}

/** New items come last, each in a line of its own if the others are. */
function insertion(
  text: string,
  { start }: Member,
  last: Placed | undefined,
  added: readonly string[],
): readonly Change[] {
  if (added.length === 0) return [];
  const at = last?.end ?? start + 1;
  const [line] = /\r?\n[ \t]*$/.exec(text.slice(0, last?.start ?? 0)) ?? [];
  const separator = line ?? " ";
  // A comma that follows the last one now follows these.
  return [
    { start: at, end: at, by: last ? added.map((item) => `,${separator}${item}`).join("") : `${added.join(", ")},` },
  ];
}
