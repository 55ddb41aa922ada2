/** How a process ended. Code and signal are `null` for an integration without a process. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Why the process could not be started. */
  readonly error?: string;
}

const meanings: Readonly<Record<number, string>> = {
  1: "too few parameters; in Node: an uncaught error",
  5: "an error while running",
};

/** An integration that runs may end with the same codes for reasons of its own. */
const meaningsAtStart: Readonly<Record<number, string>> = {
  ...meanings,
  2: "the port is not an integer",
  3: "the port is not in the range 1 to 65535",
  4: "no valid plugin",
};

/** Returns a description for people. The Python API defines what a code means. */
export function describeExit({ code, signal, error }: Exit, isStarted = false): string {
  if (error !== undefined) return `could not be started: ${error}`;
  if (signal !== null) return `was terminated by ${signal}`;
  if (code === null) return "closed its connection";
  const meaning = (isStarted ? meanings : meaningsAtStart)[code];
  return `ended with exit code ${code}${meaning === undefined ? "" : ` (in the Python API: ${meaning})`}`;
}
