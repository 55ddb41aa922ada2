import { listing } from "./listing.js";
import { columnsOf } from "./width.js";

/** A command, and what it does. */
export type Step = readonly [command: string, effect: string];

/** Lists commands that are useful next. */
export function nextSteps(steps: readonly Step[], columns?: number): string {
  return `Next:\n${listing(steps, columns)}\n`;
}

/** Prints commands that are useful next, but only on a terminal: a script that reads the output knows its next step. */
export function printNextSteps(...steps: readonly Step[]): void {
  const { stdout } = process;
  if (stdout.isTTY && steps.length > 0) stdout.write(`\n${nextSteps(steps, columnsOf(stdout))}`);
}

/** Quotes a path for a command line if that is necessary. */
export function shellWord(path: string): string {
  return /^[\p{L}\p{N}\\/.:_@~+-]+$/u.test(path) ? path : JSON.stringify(path);
}
