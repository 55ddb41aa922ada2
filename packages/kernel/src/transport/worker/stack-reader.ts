import type { Runtime } from "node:inspector";

/** Where the main thread is, the innermost call first. */
export type Stack = readonly string[];

/** Reads the call stack of the main thread from a worker, without a word from the main thread. */
export class StackReader {
  /** Runs on the main thread, in the middle of whatever it does. */
  readonly #expression = `(() => {
    const { stackTraceLimit, prepareStackTrace } = Error;
    Error.stackTraceLimit = 20;
    Error.prepareStackTrace = undefined;
    try {
      return String(new Error().stack);
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
      Error.prepareStackTrace = prepareStackTrace;
    }
  })()`;

  /**
   * @returns resolves as soon as the main thread can be interrupted: while it runs JavaScript, but not in the middle of a
   * function of Node's such as JSON.parse
   */
  async read(): Promise<Stack> {
    const { Session } = process.getBuiltinModule("node:inspector");
    const session = new Session();
    session.connectToMainThread();
    try {
      const { result } = await new Promise<Runtime.EvaluateReturnType>((resolve, reject) => {
        session.post("Runtime.evaluate", { expression: this.#expression }, (error, answer) => {
          if (error) reject(error);
          else resolve(answer);
        });
      });
      return this.#framesOf(String(result.value));
    } finally {
      // Otherwise the process would wait for this session at its end.
      session.disconnect();
    }
  }

  #framesOf(stack: string): Stack {
    const { fileURLToPath } = process.getBuiltinModule("node:url");
    return stack
      .split("\n")
      .filter((line) => /^\s+at (?!<anonymous>)/.test(line))
      .map((line) => line.replace(/^\s+at /, "").replace(/file:.*(?=:\d+:\d+\)?$)/, (url) => fileURLToPath(url)));
  }
}
