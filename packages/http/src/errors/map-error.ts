import { types } from "node:util";
import { BackendTimeout, GalaxyError, type Logger, UnknownError } from "@galaxy-kit/sdk";
import type { RequestError } from "got";
import { type ErrorClass, errorForCode, errorForStatus } from "./error-table.js";
import { redactUrl } from "./redact-url.js";
import { safeCause } from "./safe-cause.js";

/** The part of a request that errors and log lines mention. */
export interface Asked {
  readonly method: string;
  readonly url: string | URL;
}

/** `GET https://shop.example/games?key=…` */
export function describe({ method, url }: Asked): string {
  return `${method} ${redactUrl(url)}`;
}

/** Returns the error for the status of a response, if it is one. Unusual statuses are logged. */
export function statusError(status: number, asked: Asked, log: Logger): GalaxyError | undefined {
  const Mapped = errorForStatus(status);
  if (!Mapped) return undefined;
  const message = `${describe(asked)} returned status ${status}`;
  if (Mapped === UnknownError) log.warn(message);
  return new Mapped(message, { data: { ...identify(asked), status } });
}

/** Converts anything that got throws to one of GALAXY's errors. */
export function mapError(error: unknown, asked: Asked, log: Logger): GalaxyError {
  if (GalaxyError.isGalaxyError(error)) return error;
  if (!types.isNativeError(error)) return unexplained(error, asked, log);
  // Thrown by a hook that was passed to got itself, and wrapped by got.
  if (GalaxyError.isGalaxyError(error.cause)) return error.cause;
  const { name, code, response, timings, options } = error as Partial<RequestError>;
  if (name === "HTTPError" && response) {
    return statusError(response.statusCode, asked, log) ?? unexplained(error, asked, log);
  }
  if (name === "TimeoutError") return failure(BackendTimeout, "no response in time", error, asked);
  const secure = String(options?.url ?? asked.url).startsWith("https:");
  const connected = (secure ? timings?.secureConnect : timings?.connect) !== undefined;
  const Mapped = errorForCode(code ?? "", connected);
  return Mapped ? failure(Mapped, code ?? "", error, asked) : unexplained(error, asked, log);
}

function unexplained(error: unknown, asked: Asked, log: Logger): GalaxyError {
  const cause = safeCause(error);
  log.error(`${describe(asked)} failed`, { error: cause });
  return new UnknownError(`${describe(asked)} failed: ${cause.message}`, { data: identify(asked), cause });
}

function failure(Mapped: ErrorClass, reason: string, error: Error, asked: Asked): GalaxyError {
  return new Mapped(`${describe(asked)} failed: ${reason}`, { data: identify(asked), cause: safeCause(error) });
}

/** Returns the `data` of a request error. */
export function identify({ method, url }: Asked): { method: string; url: string } {
  return { method, url: redactUrl(url) };
}
