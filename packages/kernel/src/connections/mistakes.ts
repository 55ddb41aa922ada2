import { TookTooLong } from "../lifecycle/time-limit.js";
import type { Handler } from "../wiring/handlers.js";
import { InvalidResult } from "../wiring/invalid-result.js";

type Subject = Pick<Handler, "name" | "decorator">;

const REMEDY =
  "Take connected from its argument, { signal, connected }, and call it once the platform has accepted the connection";

/** The method may not know that it has to say so. */
export function neverConnected({ name, decorator }: Subject, seconds: number): Error {
  return new TookTooLong(
    `${name} (${decorator}) did not call connected() within ${seconds} s. ${REMEDY}; if connecting takes longer, set connectWithin.`,
  );
}

/** Nothing can have been received. */
export function returnedTooEarly({ name, decorator }: Subject): Error {
  return new InvalidResult(
    `${name} (${decorator}) returned without calling connected(). ${REMEDY}, and return when it is over.`,
  );
}
