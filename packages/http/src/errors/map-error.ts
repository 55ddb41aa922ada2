import { types } from "node:util";
import {
  BackendNotAvailable,
  BackendTimeout,
  type Duration,
  GalaxyError,
  type Logger,
  RetryAfter,
  TooManyRequests,
  UnknownError,
} from "@galaxy-kit/sdk";
import type { RequestError } from "got";
import { adviceFor, type ErrorClass, type ErrorDetails, errorForCode, errorForStatus } from "./error-table.js";
import { BackendPaused } from "./passing.js";
import { redactUrl } from "./redact-url.js";
import { safeCause } from "./safe-cause.js";

/** What errors and log lines say about a request. */
export interface RequestTarget {
  readonly method: string;
  readonly url: string | URL;
}

/** Returns `GET https://shop.example/games?key=…`. */
export function describe({ method, url }: RequestTarget): string {
  return `${method} ${redactUrl(url)}`;
}

/**
 * Returns the error for a status, or undefined if the status is not an error. Unusual statuses are logged.
 *
 * @param pauseMs - how long the server asks to wait, as a timer can
 */
export function statusError(
  status: number,
  target: RequestTarget,
  log: Logger,
  pauseMs?: number,
): GalaxyError | undefined {
  const KnownError = errorForStatus(status);
  if (!KnownError) return undefined;
  const message = `${describe(target)} returned status ${status}`;
  if (KnownError === UnknownError) log.warn(message);
  const details = { data: { ...errorData(target), status } };
  const Paused = PAUSED.get(KnownError);
  if (pauseMs === undefined || !Paused) return new KnownError(message, details);
  return new Paused(`${pauseMs}ms`, `${message}, and asks to wait for ${Math.ceil(pauseMs / 1000)} s`, details);
}

/** Errors that a server may ask to wait with. */
const PAUSED = new Map<ErrorClass, new (delay: Duration, message: string, details: ErrorDetails) => GalaxyError>([
  [TooManyRequests, RetryAfter],
  [BackendNotAvailable, BackendPaused],
]);

/** Added to the errors of requests that went through a proxy. */
interface Proxied {
  readonly proxy?: string;
}

/** Converts anything that got throws to one of GALAXY's errors. */
export function mapError(error: unknown, target: RequestTarget, log: Logger): GalaxyError {
  if (GalaxyError.isGalaxyError(error)) return error;
  if (!types.isNativeError(error)) return unexplained(error, target, log);
  // Thrown by a hook that was passed to got itself, and wrapped by got.
  if (GalaxyError.isGalaxyError(error.cause)) return error.cause;
  const { name, code = "", response, timings, options, proxy } = error as Partial<RequestError> & Proxied;
  if (name === "HTTPError" && response) {
    return statusError(response.statusCode, target, log) ?? unexplained(error, target, log);
  }
  const through = proxy === undefined ? "" : ` through the proxy ${proxy}`;
  if (name === "TimeoutError") return failure(BackendTimeout, `no response in time${through}`, error, target);
  const secure = String(options?.url ?? target.url).startsWith("https:");
  const connected = (secure ? timings?.secureConnect : timings?.connect) !== undefined;
  const KnownError = errorForCode(code, connected);
  if (!KnownError) return unexplained(error, target, log);
  const advice = adviceFor(code);
  return failure(KnownError, `${code}${through}${advice === undefined ? "" : `. ${advice}`}`, error, target);
}

function unexplained(error: unknown, target: RequestTarget, log: Logger): GalaxyError {
  const cause = safeCause(error);
  log.error(`${describe(target)} failed`, { error: cause });
  return new UnknownError(`${describe(target)} failed: ${cause.message}`, { data: errorData(target), cause });
}

function failure(KnownError: ErrorClass, reason: string, error: Error, target: RequestTarget): GalaxyError {
  return new KnownError(`${describe(target)} failed: ${reason}`, { data: errorData(target), cause: safeCause(error) });
}

/** Returns the `data` of a request error. */
export function errorData({ method, url }: RequestTarget): { method: string; url: string } {
  return { method, url: redactUrl(url) };
}
