import { fromThrown } from "../rpc/error-object.js";

/** A constructor or a factory has thrown. Its message names what was being created, not what only needs it. */
class CreationError extends Error {
  override readonly name = "CreationError";

  constructor(what: string, cause: unknown) {
    super(`${what} could not be created: ${fromThrown(cause).message}`, { cause });
  }
}

/** Runs a constructor or a factory, whose dependencies exist already. */
export function create<T>(what: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    throw new CreationError(what, error);
  }
}
