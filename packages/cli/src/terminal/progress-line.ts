import stringWidth from "string-width";
import { cut } from "./text.js";

/** The progress of a long operation. */
export interface Work {
  readonly name: string;
  readonly done: number;
  /** 0 if it is unknown. */
  readonly total: number;
  /** 0 if it is unknown. */
  readonly perSecond: number;
}

const MAX_BAR = 24;
/** A shorter bar would show less than the numbers next to it. */
const MIN_BAR = 5;

/** Returns a line such as `game times ███░░░ 180 of 5,000, 90/s, 54 s left`. The bar gets the room that the text leaves. */
export function progressLine(work: Work, format: (amount: number) => string, columns: number): string {
  const { name, total, perSecond } = work;
  if (total === 0) return cut(name, columns);
  const done = Math.min(work.done, total);
  const facts = [
    `${format(done)} of ${format(total)}`,
    ...(perSecond >= 1 ? [`${format(Math.round(perSecond))}/s`] : []),
    ...(perSecond > 0 && done < total ? [`${describeSeconds((total - done) / perSecond)} left`] : []),
  ].join(", ");
  const room = Math.min(columns - stringWidth(name) - facts.length - 2, MAX_BAR);
  const filled = Math.round((done / total) * room);
  const bar = room < MIN_BAR ? [] : ["█".repeat(filled) + "░".repeat(room - filled)];
  return cut([name, ...bar, facts].join(" "), columns);
}

function describeSeconds(seconds: number): string {
  if (seconds < 99.5) return `${Math.ceil(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 100 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
