/** How a process ended; for an integration without one, how its connection did: all `null`. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Why it could not be started. */
  readonly error?: string;
}

const meanings: Readonly<Record<number, string>> = {
  1: "too few parameters; for Node: an error that nothing has caught",
  2: "the port is no integer",
  3: "the port is out of 1..65535",
  4: "no valid plugin",
  5: "something failed while running",
};

/** For a person to read; the meaning of a code is the Python API's. */
export function describeExit({ code, signal, error }: Exit): string {
  if (error !== undefined) return `could not be started: ${error}`;
  if (signal !== null) return `was ended by ${signal}`;
  if (code === null) return "has closed its connection";
  const meaning = meanings[code];
  return `ended with exit code ${code}${meaning === undefined ? "" : ` (for the Python API: ${meaning})`}`;
}
