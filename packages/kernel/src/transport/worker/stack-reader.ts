import type { Runtime } from "node:inspector";
import type { SourceLines } from "../../logging/source-lines.js";

/** The call stack of the main thread, innermost call first. */
export type Stack = readonly string[];

/** Reads the call stack of the main thread from a worker, without the cooperation of the main thread. */
export class StackReader {
  /** Runs on the main thread, interrupting its work. */
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

  constructor(private readonly lines: SourceLines) {}

  /**
   * Resolves as soon as the main thread can be interrupted: while it runs JavaScript, but not during a native function such
   * as JSON.parse.
   */
  async read(): Promise<Stack> {
    const { Session } = process.getBuiltinModule("node:inspector");
    const session = new Session();
    session.connectToMainThread();
    try {
      const { result } = await new Promise<Runtime.EvaluateReturnType>((resolve, reject) => {
        session.post("Runtime.evaluate", { expression: this.#expression }, (error, response) => {
          if (error) reject(error);
          else resolve(response);
        });
      });
      return this.#framesOf(String(result.value));
    } finally {
      // Otherwise the process would wait for this session when it exits.
      session.disconnect();
    }
  }

  #framesOf(stack: string): Stack {
    const { fileURLToPath } = process.getBuiltinModule("node:url");
    return this.lines
      .restore(stack)
      .split("\n")
      .filter((line) => /^\s+at (?!<anonymous>)/.test(line))
      .map((line) => line.replace(/^\s+at /, "").replace(/file:.*(?=:\d+:\d+\)?$)/, (url) => fileURLToPath(url)));
  }
}
