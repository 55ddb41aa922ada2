import type { Duration } from "@galaxy-kit/sdk";
import type { IfChanged } from "../conditional/validators.js";
import type { RequestParts } from "../request/request-parts.js";
import type { HttpResponse } from "../response/http-response.js";

/**
 * Returns the error for a status, or nothing if the usual one fits: `{ 401: () => new AccessDenied("The profile is private") }`. A status with
 * a meaning of its own is not a refused login.
 */
export type StatusErrors = Readonly<Record<number, (response: HttpResponse) => Error | undefined>>;

/** The options of one request. All of them are optional. */
export interface RequestOptions extends RequestParts {
  /** How long the complete response may take, redirects included: `"60s"` by default. */
  readonly timeout?: Duration | undefined;
  /** Aborts the request, which rejects with the signal's reason. A shutdown aborts it in any case. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Whether it goes on when the integration starts to close, until its last `Lifetime.onShutdown` callback has run: for a response that
   * must not be lost, such as a new refresh token.
   */
  readonly whileClosing?: boolean | undefined;
  /**
   * Whether to follow redirects, up to ten times. Default: true. If false, the redirect is the response. The headers
   * `authorization` and `cookie` are not sent to another host, nor are those that the client's `auth` has added, unless it is one of the
   * client's `origins`; all others are. A body that would go to another host (status 307 and 308) fails the request.
   */
  readonly followRedirects?: boolean | undefined;
  /** What a status means for this request: see {@link StatusErrors}. Added to those of the client. */
  readonly errors?: StatusErrors | undefined;
  /** `false`: the client's `auth` neither authorizes this request nor hears of a refusal. */
  readonly auth?: false | undefined;
  /** `false`: a failure is not retried. */
  readonly retry?: false | undefined;
  /** Whether it may be sent again if it is not known what became of it: all methods but POST and PATCH by default. */
  readonly idempotent?: boolean | undefined;
  /** Whether it goes before all others that wait for the `rate` or the `concurrency`: for what a user is waiting for. */
  readonly urgent?: boolean | undefined;
  /** Error statuses that should resolve to a response instead of failing: `acceptStatus: [404]`. */
  readonly acceptStatus?: readonly number[] | undefined;
}

/** The options of a request that asks whether something has changed. */
export interface ConditionalOptions extends RequestOptions {
  /**
   * Says what was received before, as a `SourceRun` does. If the server responds that nothing has changed (304), `json()` resolves to
   * `UNCHANGED`.
   */
  readonly ifChanged: IfChanged;
}
