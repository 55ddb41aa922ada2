import type { KeyboardEvent } from "react";

interface ListKeys extends Extent {
  /** Index of the active item, or -1. */
  readonly active: number;
  readonly onMove: (index: number) => void;
  readonly onOpen: (index: number) => void;
}

interface Extent {
  readonly count: number;
  /** More than one for a grid. */
  readonly columns: number;
  readonly pageSize: number;
}

/**
 * Handles arrow keys, Home, End, Page Up and Page Down in a virtualized list. The list itself keeps the focus because items
 * out of view have no element that could have it.
 */
export function handleListKey(event: KeyboardEvent, { active, onMove, onOpen, ...extent }: ListKeys): void {
  if (event.target !== event.currentTarget || extent.count === 0) return;
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    if (active >= 0) onOpen(active);
    return;
  }
  const next = nextIndex(event.key, active, extent);
  if (next === undefined) return;
  event.preventDefault();
  onMove(next);
}

/** Returns the index that a key moves to, or `undefined` if the key does not move. */
export function nextIndex(key: string, from: number, { count, columns, pageSize }: Extent): number | undefined {
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: columns,
    ArrowUp: -columns,
    PageDown: pageSize,
    PageUp: -pageSize,
    Home: -Infinity,
    End: Infinity,
    ...(columns > 1 && { ArrowRight: 1, ArrowLeft: -1 }),
  };
  const step = steps[key];
  if (step === undefined) return undefined;
  if (from < 0) return key === "End" ? count - 1 : 0;
  if (step === -columns && from < columns) return from;
  return Math.max(0, Math.min(count - 1, from + step));
}
