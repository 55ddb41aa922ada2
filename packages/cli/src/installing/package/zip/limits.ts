import { describeBytes } from "../../../terminal/bytes.js";

/** Python integrations bring a few thousand files. */
const MAX_ENTRIES = 20_000;
/** Node is a hundred megabytes of it. */
const MAX_BYTES = 1_000_000_000;
/** What is larger than that when unpacked must not come out of almost nothing. */
const FREE_BYTES = 100_000_000;
/** Programs and texts are a third to a tenth of their size; the most that zips can do is a thousandth. */
const MAX_TIMES = 50;

/** Checks a zip before there is an entry to look at. */
export function problemWithZip(entryCount: number, size: number): string | undefined {
  if (size > MAX_BYTES)
    return `it has ${describeBytes(size)}, and no more than ${describeBytes(MAX_BYTES)} are unpacked`;
  return entryCount > MAX_ENTRIES
    ? `it has ${entryCount} entries, and no more than ${MAX_ENTRIES} are unpacked`
    : undefined;
}

/** Checks the size that the content says it has. That it has no more is checked when it is unpacked. */
export function problemWithSize(unpacked: number, zipped: number): string | undefined {
  const size = `it would be ${describeBytes(unpacked)} when unpacked`;
  if (unpacked > MAX_BYTES) return `${size}, and no more than ${describeBytes(MAX_BYTES)} are`;
  const times = unpacked / zipped;
  if (unpacked <= FREE_BYTES || times <= MAX_TIMES) return undefined;
  return `${size}, which is ${Math.round(times)} times its own size: no integration needs more than ${MAX_TIMES}`;
}
