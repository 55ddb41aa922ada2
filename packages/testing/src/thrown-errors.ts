import { type GalaxyError, UnknownError } from "@galaxy-kit/sdk";

/** Calls of Node and of the framework, in a project or in a clone of the framework: a stack without them is about the author's code. */
const FOREIGN = /[( ]node:|[\\/](?:@galaxy-kit|packages)[\\/](?:kernel|protocol|sdk|testing)[\\/](?:dist|src)[\\/]/;

/** What the integration threw, for the errors that a test gets: those have crossed the wire, which carries neither stacks nor causes. */
export class ThrownErrors {
  readonly #errors = new Map<string, GalaxyError>();

  /** @param subject - what the message with the error is about, such as the id of a request */
  add(error: GalaxyError, ...subject: readonly unknown[]): void {
    this.#errors.set(keyOf(subject), error);
  }

  /**
   * Gives an error that a test gets the stack of what was thrown, followed by that of the test's call, and its cause: what was thrown
   * if that is not a `GalaxyError`.
   *
   * @param called - created where the test has made the call
   */
  explain(received: GalaxyError, called: Error | undefined, ...subject: readonly unknown[]): GalaxyError {
    const key = keyOf(subject);
    const sent = this.#errors.get(key);
    this.#errors.delete(key);
    const { cause } = sent ?? {};
    if (cause !== undefined) define(received, "cause", cause);
    // The kernel wraps what is not a GalaxyError.
    const isWrapped = UnknownError.is(sent) && cause !== undefined;
    const calls = [...callsOf(isWrapped ? cause : sent), ...callsOf(called)];
    if (calls.length > 0) define(received, "stack", [`${received.name}: ${received.message}`, ...calls].join("\n"));
    return received;
  }
}

/** Not enumerable, as in any other error: comparisons in tests ignore it. */
function define(error: Error, name: "cause" | "stack", value: unknown): void {
  Object.defineProperty(error, name, { value, configurable: true, writable: true });
}

function callsOf(error: unknown): readonly string[] {
  const stack: unknown = typeof error === "object" && error !== null && "stack" in error ? error.stack : undefined;
  if (typeof stack !== "string") return [];
  return stack.split("\n").filter((line) => /^ +at /.test(line) && !FOREIGN.test(line));
}

function keyOf(subject: readonly unknown[]): string {
  return JSON.stringify(subject);
}
