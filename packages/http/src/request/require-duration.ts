import type { Duration } from "@galaxy-kit/sdk";
import { toMilliseconds } from "@galaxy-kit/sdk/extend";
import { OptionError } from "./option-error.js";

/** @throws `TypeError` if it is not a duration that a timer can wait for */
export function requireDuration(option: string, duration: Duration): number {
  try {
    return toMilliseconds(duration);
  } catch {
    throw new OptionError(
      `${option} is ${JSON.stringify(duration)}`,
      'Use a duration from "1ms" to "24d", such as "30s".',
    );
  }
}
