import { UnknownError } from "@galaxy-kit/sdk";
import { TookTooLong } from "../lifecycle/time-limit.js";

/** A handler returned an invalid result: a mistake in its code, not an error to report to the user. */
export class InvalidResult extends UnknownError {}

/** Errors of the framework about a method, whose messages are complete. */
export function hasCompleteMessage(error: unknown): error is InvalidResult | TookTooLong {
  return error instanceof InvalidResult || error instanceof TookTooLong;
}
