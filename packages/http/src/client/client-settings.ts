import type { HttpAuth } from "../auth/http-auth.js";
import type { CookieJar } from "../cookies/cookie-jar.js";
import { type Limits, requirePositive, requireRates } from "../limits/rate-limit.js";
import type { StatusErrors } from "../options/request-options.js";
import type { RequestDefaults } from "../request/build-request.js";
import { OptionError } from "../request/option-error.js";
import { requireOrigins } from "../request/own-origins.js";
import { parseBaseUrl } from "../request/request-url.js";
import { requireDuration } from "../request/require-duration.js";
import { type RetryPolicy, retryPolicy } from "../retry/retry-options.js";
import type { HttpClientOptions } from "./client-options.js";
import type { AfterResponseHook, BeforeErrorHook, BeforeRequestHook } from "./hooks.js";

/** The validated options of a client, combined with those of the clients it extends. */
export interface ClientSettings extends RequestDefaults {
  readonly timeoutMs: number;
  readonly maxResponseSize: number;
  readonly origins: readonly string[];
  readonly auth: HttpAuth | undefined;
  readonly cookies: CookieJar | undefined;
  readonly errors: StatusErrors;
  /** Undefined: failures are not retried. */
  readonly retry: RetryPolicy | undefined;
  /** Clients with the same object share its limits. */
  readonly limits: Limits | undefined;
  readonly hooks: {
    readonly beforeRequest: readonly BeforeRequestHook[];
    readonly afterResponse: readonly AfterResponseHook[];
    readonly beforeError: readonly BeforeErrorHook[];
  };
}

/** The settings of a client that extends no other. */
export const DEFAULT_SETTINGS: ClientSettings = {
  baseUrl: undefined,
  headers: [{ "user-agent": "galaxy-kit", accept: "application/json, */*;q=0.8" }],
  searchParams: {},
  timeoutMs: 60_000,
  maxResponseSize: 16 * 2 ** 20,
  origins: [],
  auth: undefined,
  cookies: undefined,
  errors: {},
  retry: undefined,
  limits: undefined,
  hooks: { beforeRequest: [], afterResponse: [], beforeError: [] },
};

/** @throws `TypeError` if an option is invalid */
export function extendSettings(base: ClientSettings, options: HttpClientOptions): ClientSettings {
  const {
    baseUrl,
    headers,
    searchParams,
    timeout,
    maxResponseSize,
    origins,
    auth,
    cookies,
    errors,
    retry,
    rate,
    concurrency,
    hooks,
  } = options;
  return {
    baseUrl: baseUrl === undefined ? base.baseUrl : parseBaseUrl(baseUrl),
    headers: headers === undefined ? base.headers : [...base.headers, headers],
    searchParams: { ...base.searchParams, ...searchParams },
    timeoutMs: timeout === undefined ? base.timeoutMs : requireDuration("timeout", timeout),
    maxResponseSize: maxResponseSize === undefined ? base.maxResponseSize : requireSize(maxResponseSize),
    origins: origins === undefined ? base.origins : requireOrigins(origins),
    auth: auth ?? base.auth,
    cookies: cookies ?? base.cookies,
    errors: { ...base.errors, ...errors },
    retry: retry === undefined ? base.retry : retry === false ? undefined : retryPolicy(retry),
    limits: rate === undefined && concurrency === undefined ? base.limits : combineLimits(base.limits, options),
    hooks: {
      beforeRequest: [...base.hooks.beforeRequest, ...(hooks?.beforeRequest ?? [])],
      afterResponse: [...base.hooks.afterResponse, ...(hooks?.afterResponse ?? [])],
      beforeError: [...base.hooks.beforeError, ...(hooks?.beforeError ?? [])],
    },
  };
}

/** Whether an address belongs to the backend, so that it may get what its login adds. */
export function isOwn({ baseUrl, origins }: ClientSettings, { origin }: URL): boolean {
  return origin === baseUrl?.origin || origins.includes(origin);
}

function combineLimits(base: Limits | undefined, { rate, concurrency }: HttpClientOptions): Limits {
  return {
    rates: rate === undefined ? (base?.rates ?? []) : requireRates(rate),
    concurrency:
      concurrency === undefined ? (base?.concurrency ?? Infinity) : requirePositive("concurrency", concurrency),
  };
}

/** Returns what is wrong with the options of a client, or undefined. */
export function mistakeIn(options: HttpClientOptions): { message: string; remedy: string } | undefined {
  try {
    extendSettings(DEFAULT_SETTINGS, options);
    return undefined;
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    return { message: error.what, remedy: error.remedy };
  }
}

/** @throws `TypeError` if it is not a valid number of bytes */
function requireSize(maxResponseSize: number): number {
  if (maxResponseSize > 0) return maxResponseSize;
  throw new OptionError(`maxResponseSize is ${maxResponseSize}`, "Use bytes, such as 256 * 2 ** 20.");
}
