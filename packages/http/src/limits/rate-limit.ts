import type { Duration } from "@galaxy-kit/sdk";
import type { HttpRequest } from "../request/http-request.js";
import { OptionError } from "../request/option-error.js";
import { requireDuration } from "../request/require-duration.js";

/** How often a backend may be called. */
export interface RateLimit {
  /** The maximum number of requests … */
  readonly requests: number;
  /** … within any period of this length. */
  readonly per: Duration;
  /**
   * How many may go at once after a pause, while the average stays the same. Without it, there are never more than `requests` within any
   * `per`, whichever way the backend counts.
   */
  readonly burst?: number | undefined;
  /** Returns a name for requests that share a limit, such as a host or a kind of endpoint; there should be few. All of them by default. */
  readonly key?: ((request: HttpRequest) => string) | undefined;
}

/** A validated {@link RateLimit}. */
export interface Rate {
  readonly requests: number;
  readonly perMs: number;
  readonly burst: number | undefined;
  readonly keyOf: (request: HttpRequest) => string;
}

/** What limits the requests of an API. */
export interface Limits {
  readonly rates: readonly Rate[];
  readonly concurrency: number;
}

/** @throws `TypeError` if an option is invalid */
export function requireRates(rate: RateLimit | readonly RateLimit[]): readonly Rate[] {
  const list = Array.isArray(rate) ? (rate as readonly RateLimit[]) : [rate as RateLimit];
  return list.map(({ requests, per, burst, key }) => ({
    requests: requirePositive("rate.requests", requests),
    perMs: requireDuration("rate.per", per),
    burst: burst === undefined ? undefined : requirePositive("rate.burst", burst),
    keyOf: key ?? (() => ""),
  }));
}

/** @throws `TypeError` if it is not a whole number of at least 1 */
export function requirePositive(option: string, value: number): number {
  if (Number.isSafeInteger(value) && value >= 1) return value;
  throw new OptionError(`${option} is ${value}`, "Use a whole number of at least 1.");
}
