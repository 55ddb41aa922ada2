import { describe } from "@galaxy-kit/protocol";
import { isError } from "../logging/remedy-for-thrown.js";
import { fromThrown } from "../rpc/error-object.js";

/** A constructor or a factory has thrown. Its message names what was being created, not what only needs it. */
class CreationError extends Error {
  override readonly name = "CreationError";

  constructor(what: string, cause: unknown) {
    super(`${what} could not be created: ${reasonOf(cause)}`, { cause });
    // Where the author's code threw, and not where the framework noticed.
    const calls = callsOf(cause);
    if (calls.length > 0) this.stack = [`${this.name}: ${this.message}`, ...calls].join("\n");
  }
}

/** Returns the calls that led to an error, as its stack has them; none if it cannot be read. */
function callsOf(thrown: unknown): readonly string[] {
  try {
    if (!isError(thrown)) return [];
    return ((thrown as Error).stack ?? "").split("\n").filter((line) => /^ +at /.test(line));
  } catch {
    return [];
  }
}

function reasonOf(thrown: unknown): string {
  try {
    if (!isError(thrown) && typeof thrown !== "string")
      return `it threw ${describe(thrown)}. Throw an Error, which has a message and a stack.`;
  } catch {
    // It cannot even be read.
  }
  return fromThrown(thrown).message;
}

/** Runs a constructor or a factory, whose dependencies exist already. */
export function create<T>(what: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    throw new CreationError(what, error);
  }
}
