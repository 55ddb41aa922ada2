/** The exit code by which a shell tells of a program that was interrupted. */
export const INTERRUPTED = 130;

/** Aborts when the user wants an end, or when nobody reads any more. */
export function interruption(): AbortSignal {
  const controller = new AbortController();
  const interrupt = (): void => {
    controller.abort();
  };
  // More than one may come for one Ctrl-C: the terminal sends it, and npm passes it on.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, interrupt);
  for (const stream of [process.stdout, process.stderr]) stream.on("error", interrupt);
  return controller.signal;
}

/** Answers when the signal is there. */
export async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
