const last = new Map<string, Promise<unknown>>();

/** Runs what belongs to one key in the order of the calls, one after the other. */
export async function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
  const turn = (last.get(key) ?? Promise.resolve()).then(work);
  const settled = turn.catch(() => undefined);
  last.set(key, settled);
  try {
    return await turn;
  } finally {
    if (last.get(key) === settled) last.delete(key);
  }
}
