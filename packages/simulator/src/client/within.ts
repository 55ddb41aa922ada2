/** Rejects with the message of `describe()` if the promise takes longer than the limit, in milliseconds of real time. */
export async function within<T>(promise: Promise<T>, limit: number | undefined, describe: () => string): Promise<T> {
  if (limit === undefined) return await promise;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`after ${limit} ms: ${describe()}`));
    }, limit);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
