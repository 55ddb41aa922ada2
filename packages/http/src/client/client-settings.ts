import type { RequestDefaults } from "../request/build-request.js";
import { parseBaseUrl } from "../request/request-url.js";
import type { HttpClientOptions } from "./client-options.js";
import type { AfterResponseHook, BeforeErrorHook, BeforeRequestHook } from "./hooks.js";

/** The validated options of a client, combined with those of the clients it extends. */
export interface ClientSettings extends RequestDefaults {
  readonly timeout: number;
  readonly maxResponseSize: number;
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
  timeout: 60_000,
  maxResponseSize: 64 * 2 ** 20,
  hooks: { beforeRequest: [], afterResponse: [], beforeError: [] },
};

/** @throws `TypeError` if an option is invalid */
export function extendSettings(base: ClientSettings, options: HttpClientOptions): ClientSettings {
  const { baseUrl, headers, searchParams, timeout, maxResponseSize, hooks } = options;
  return {
    baseUrl: baseUrl === undefined ? base.baseUrl : parseBaseUrl(baseUrl),
    headers: headers === undefined ? base.headers : [...base.headers, headers],
    searchParams: { ...base.searchParams, ...searchParams },
    timeout: timeout === undefined ? base.timeout : requireTimeout(timeout),
    maxResponseSize: maxResponseSize === undefined ? base.maxResponseSize : requireSize(maxResponseSize),
    hooks: {
      beforeRequest: [...base.hooks.beforeRequest, ...(hooks?.beforeRequest ?? [])],
      afterResponse: [...base.hooks.afterResponse, ...(hooks?.afterResponse ?? [])],
      beforeError: [...base.hooks.beforeError, ...(hooks?.beforeError ?? [])],
    },
  };
}

/** The longest delay of a timer; with a longer one, it fires at once. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

/** @throws `TypeError` if it is not a valid number of milliseconds */
export function requireTimeout(timeout: number): number {
  if (timeout > 0 && timeout <= MAX_TIMEOUT_MS) return timeout;
  throw new TypeError(`timeout is ${timeout}: pass milliseconds, such as 30_000.`);
}

/** @throws `TypeError` if it is not a valid number of bytes */
function requireSize(maxResponseSize: number): number {
  if (maxResponseSize > 0) return maxResponseSize;
  throw new TypeError(`maxResponseSize is ${maxResponseSize}: pass bytes, such as 256 * 2 ** 20.`);
}
