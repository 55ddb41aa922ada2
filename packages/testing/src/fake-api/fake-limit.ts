import type { Clock, Duration } from "@galaxy-kit/sdk";
import { toMilliseconds } from "@galaxy-kit/sdk/internal";
import { FakeResponse } from "./fake-response.js";

/** How many requests a {@link FakeApi} takes. */
export interface FakeLimitOptions {
  /** How many requests are accepted within `per`. */
  readonly requests: number;
  /** The length of the sliding window, on the clock of the test. */
  readonly per: Duration;
  /** How the response with status 429 says when to come back: in `"seconds"`, the default, as a `"date"`, or not at all. */
  readonly retryAfter?: "seconds" | "date" | "none";
}

/** A sliding window. Requests that are refused do not count. */
export class FakeLimit {
  #times: number[] = [];
  readonly #perMs: number;

  constructor(
    private readonly options: FakeLimitOptions,
    private readonly clock: Clock,
  ) {
    this.#perMs = toMilliseconds(options.per);
  }

  /** Counts a request. Returns the response to one that is too many. */
  refuse(): FakeResponse | undefined {
    const now = this.clock.now();
    this.#times = this.#times.filter((time) => now - time < this.#perMs);
    const oldest = this.#times[0];
    if (this.#times.length < this.options.requests || oldest === undefined) {
      this.#times.push(now);
      return undefined;
    }
    return new FakeResponse({ error: "too many requests" }, { status: 429, headers: this.#headers(oldest, now) });
  }

  #headers(oldest: number, now: number): Record<string, string> {
    const { retryAfter = "seconds" } = this.options;
    if (retryAfter === "none") return {};
    const seconds = Math.ceil((oldest + this.#perMs - now) / 1000);
    if (retryAfter === "seconds") return { "retry-after": String(seconds) };
    return { date: new Date(now).toUTCString(), "retry-after": new Date(now + seconds * 1000).toUTCString() };
  }
}
