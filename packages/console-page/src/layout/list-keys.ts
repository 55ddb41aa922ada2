import type { KeyboardEvent } from "react";

interface ListKeys extends Extent {
  /** Index of the item that is marked, -1 for none. */
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
 * Arrow keys, Home, End and pages in a list that keeps the focus itself: of fifty thousand items only those in sight exist,
 * so the focus cannot be on one.
 */
export function pressInList(event: KeyboardEvent, { active, onMove, onOpen, ...extent }: ListKeys): void {
  if (event.target !== event.currentTarget || extent.count === 0) return;
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    if (active >= 0) onOpen(active);
    return;
  }
  const next = destination(event.key, active, extent);
  if (next === undefined) return;
  event.preventDefault();
  onMove(next);
}

/** Where a key leads to; `undefined` for a key that leads nowhere. */
export function destination(key: string, from: number, { count, columns, pageSize }: Extent): number | undefined {
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
