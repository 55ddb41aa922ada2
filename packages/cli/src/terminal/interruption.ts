/** The exit code of an interrupted program, as shells report it. */
export const INTERRUPTED = 130;

/** Returns a signal that fires when the user interrupts the program, or when its output is closed. */
export function interruption(): AbortSignal {
  const controller = new AbortController();
  const interrupt = (): void => {
    controller.abort();
  };
  // One Ctrl-C may cause several signals: the terminal sends one, and npm forwards another.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, interrupt);
  for (const stream of [process.stdout, process.stderr]) stream.on("error", interrupt);
  return controller.signal;
}

/** Resolves when the signal fires. */
export async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
