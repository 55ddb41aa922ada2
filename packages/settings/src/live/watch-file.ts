import { type FSWatcher, watch } from "node:fs";
import { stat } from "node:fs/promises";
import { basename, dirname } from "node:path";
import type { Clock } from "@galaxy-kit/sdk";

/** An editor may write a file in several steps. */
const SETTLE_MS = 200;
/** Where the system cannot watch a folder. */
const POLL_MS = 5_000;

interface WatchOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onChange: () => void;
}

/**
 * Calls a function some time after a file was written, replaced or deleted. Watches its folder, since an editor may replace the file
 * by renaming another one; looks regularly where that is not possible.
 */
export function watchFile(path: string, options: WatchOptions): void {
  const { signal } = options;
  if (signal.aborted) return;
  const settled = settle(options);
  let watcher: FSWatcher;
  try {
    watcher = watch(dirname(path), { persistent: false }, (_event, name) => {
      if (name === null || name === basename(path)) settled();
    });
  } catch {
    void poll(path, options);
    return;
  }
  const stop = (): void => watcher.close();
  signal.addEventListener("abort", stop, { once: true });
  watcher.once("error", () => {
    stop();
    void poll(path, options);
  });
}

/** Waits until a change has been the last one for a moment. */
function settle({ clock, signal, onChange }: WatchOptions): () => void {
  let latest = 0;
  return () => {
    const change = ++latest;
    void clock.sleep(SETTLE_MS, signal).then(
      () => {
        if (change === latest) onChange();
      },
      () => undefined,
    );
  };
}

async function poll(path: string, { clock, signal, onChange }: WatchOptions): Promise<void> {
  let seen = await stamp(path);
  while (!signal.aborted) {
    await clock.sleep(POLL_MS, signal).catch(() => undefined);
    const now = await stamp(path);
    if (now !== seen) onChange();
    seen = now;
  }
}

async function stamp(path: string): Promise<string> {
  return await stat(path).then(
    ({ mtimeMs, size }) => `${mtimeMs} ${size}`,
    () => "missing",
  );
}
