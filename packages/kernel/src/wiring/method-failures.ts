import { GalaxyError, type LogFields, type Logger } from "@galaxy-kit/sdk";
import { remedyForThrown } from "../logging/remedy-for-thrown.js";
import { hasCompleteMessage } from "./invalid-result.js";

/** The ids of an import that failed in the same way. */
export interface FailedIds {
  readonly count: number;
  readonly first: readonly string[];
}

interface MethodFailuresParts {
  /** `Class.method`. */
  readonly name: string;
  readonly where: () => LogFields;
  readonly log: Logger;
  /** Fires when the integration closes, which cancels calls. */
  readonly signal: AbortSignal;
  /** Called with a mistake in a result that the client gets no message about. */
  readonly onUnsent: ((mistake: string) => void) | undefined;
}

/** Logs what a method threw. */
export class MethodFailures {
  constructor(private readonly parts: MethodFailuresParts) {}

  /** @param consequence - what follows from it, to add to the message */
  write(error: unknown, failed?: FailedIds, consequence = ""): void {
    const { name, where, log } = this.parts;
    const ids = failed && { ids: failed.first, ...(failed.count > failed.first.length && { count: failed.count }) };
    const end = (failed && failed.count > 1 ? ` (for ${failed.count} ids)` : "") + consequence;
    try {
      // Ids failed before that.
      if (this.parts.signal.aborted && !failed) log.debug(`${name} was canceled`, { error });
      else if (hasCompleteMessage(error)) {
        log.error(error.message + end, { ...where(), ...ids });
        if (!failed) this.parts.onUnsent?.(error.message);
      } else if (GalaxyError.isGalaxyError(error))
        log.warn(`${name} failed with ${error.name}: ${error.message}${end}`, { error, ...ids });
      else log.error(`${name} threw${end}`, { ...where(), error, ...ids, ...remedyForThrown(error) });
    } catch {
      log.error(`${name} threw a value that cannot be read${end}`, { ...where(), ...ids });
    }
  }
}
