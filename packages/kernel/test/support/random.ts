/** Returns numbers from 0 (inclusive) to 1 (exclusive), reproducible by seed. */
export type Random = () => number;

export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

/** Returns an integer from 0 (inclusive) to the limit (exclusive). */
export function below(limit: number, random: Random): number {
  return Math.floor(random() * limit);
}

export function pick<T>(from: readonly T[], random: Random): T {
  return from[below(from.length, random)] as T;
}

/** Cuts bytes into chunks. */
export function cut(bytes: Buffer, sizeOfNext: () => number): Buffer[] {
  const chunks: Buffer[] = [];
  for (let start = 0; start < bytes.length;) {
    const end = start + sizeOfNext();
    chunks.push(bytes.subarray(start, end));
    start = end;
  }
  return chunks;
}
