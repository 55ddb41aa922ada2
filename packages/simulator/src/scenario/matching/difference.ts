import { isDeepStrictEqual } from "node:util";
import { isPlainObject } from "@galaxy-kit/protocol";
import type { SideBySide } from "./side-by-side.js";

const SHOWN_ITEMS = 20;

const plain = (text: string): string => text;

const options = {
  aAnnotation: "Expected",
  bAnnotation: "Received",
  aColor: plain,
  bColor: plain,
  changeColor: plain,
  commonColor: plain,
};

/** Describes what differs as lines of JSON, for people. The library behind it is loaded on demand. */
export async function describeDifference({ expected, received }: SideBySide): Promise<string> {
  const { diffLinesUnified } = await import("jest-diff");
  const [ours, theirs] = shorten(expected, received);
  return diffLinesUnified(linesOf(ours), linesOf(theirs), options);
}

function linesOf(value: unknown): string[] {
  return ((JSON.stringify(value, null, 2) as string | undefined) ?? "(nothing)").split("\n");
}

/** Omits what is equal on both sides: a library has a hundred thousand lines. */
function shorten(one: unknown, other: unknown): readonly [unknown, unknown] {
  if (Array.isArray(one) && Array.isArray(other)) return shortenLists(one, other);
  if (!isPlainObject(one) || !isPlainObject(other)) return [shortenAlone(one), shortenAlone(other)];
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  const differing = names.filter((name) => !isDeepStrictEqual(one[name], other[name]));
  const ours: Record<string, unknown> = {};
  const theirs: Record<string, unknown> = {};
  for (const name of differing.slice(0, SHOWN_ITEMS)) {
    const [mine, yours] = shorten(one[name], other[name]);
    if (name in one) ours[name] = mine;
    if (name in other) theirs[name] = yours;
  }
  if (differing.length > SHOWN_ITEMS) ours["…"] = theirs["…"] = `${differing.length - SHOWN_ITEMS} more differ`;
  return [ours, theirs];
}

function shortenLists(one: readonly unknown[], other: readonly unknown[]): readonly [unknown, unknown] {
  const longest = Math.max(one.length, other.length);
  const differs = (index: number): boolean => !isDeepStrictEqual(one[index], other[index]);
  const first = Array.from({ length: longest }, (_, index) => index).find(differs) ?? 0;
  const around = (items: readonly unknown[]): unknown[] => cut(items, Math.max(0, first - 1));
  return longest <= SHOWN_ITEMS ? [one, other] : [around(one), around(other)];
}

function shortenAlone(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  // The latest entries of a journal or a log matter most.
  return cut(value, Math.max(0, value.length - SHOWN_ITEMS));
}

function cut(items: readonly unknown[], from: number): unknown[] {
  const shown = items.slice(from, from + SHOWN_ITEMS);
  const after = items.length - from - shown.length;
  return [...(from > 0 ? [`… ${from} before`] : []), ...shown, ...(after > 0 ? [`… ${after} after`] : [])];
}
