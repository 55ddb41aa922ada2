import type { Duration } from "@galaxy-kit/sdk";
import { OptionError } from "../request/option-error.js";
import { requireDuration } from "../request/require-duration.js";

/** When a request that failed is sent again. */
export interface RetryOptions {
  /** How many times at most: 5 by default. */
  readonly limit?: number | undefined;
  /** The first pause is random, between half of this and all of it: `"1s"` by default. Each further one is twice as long. */
  readonly from?: Duration | undefined;
  /** The longest pause: `"30s"` by default. */
  readonly to?: Duration | undefined;
  /** No retry starts later than this after the first attempt: `"60s"` by default. */
  readonly within?: Duration | undefined;
}

/** Validated {@link RetryOptions}. */
export interface RetryPolicy {
  readonly limit: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly withinMs: number;
}

/** @throws `TypeError` if an option is invalid */
export function retryPolicy({ limit = 5, from = "1s", to = "30s", within = "60s" }: RetryOptions): RetryPolicy {
  if (!Number.isInteger(limit) || limit < 0) {
    throw new OptionError(`retry.limit is ${limit}`, "Use a whole number, such as 3, or retry: false.");
  }
  return {
    limit,
    fromMs: requireDuration("retry.from", from),
    toMs: requireDuration("retry.to", to),
    withinMs: requireDuration("retry.within", within),
  };
}
