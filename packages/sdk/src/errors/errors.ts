import { type Duration, toMilliseconds } from "../duration.js";
import { errorClass, GalaxyError, type GalaxyErrorOptions } from "./galaxy-error.js";

// Codes and default messages are those of the public Python API. What the client shows is known only for a login, from logs of
// the real client: "Connection lost" for InvalidCredentials, "Offline. Retry" for any other error. After a failed import the
// client keeps what it had and shows nothing.

/**
 * Something went wrong, and no other error describes it better. During a login the client shows "Offline. Retry".
 *
 * Anything thrown that is not a {@link GalaxyError} is sent as this error: from a request with the message of the thrown
 * error, from an import with the default message, since the original may contain anything.
 */
export class UnknownError extends errorClass("UnknownError") {}

/**
 * The platform requires the user to log in. `HttpClient` throws it for status 401.
 *
 * During a login the client shows "Offline. Retry". To make it ask for a new login, throw {@link InvalidCredentials} there,
 * or call `GalaxyClient.lostAuthentication()` anywhere else.
 */
export class AuthenticationRequired extends errorClass("AuthenticationRequired") {}

/** The platform's service is down. `HttpClient` throws it for status 503 and if the server closes the connection. */
export class BackendNotAvailable extends errorClass("BackendNotAvailable") {}

/** The platform's service did not respond in time. `HttpClient` throws it after its timeout. */
export class BackendTimeout extends errorClass("BackendTimeout") {}

/** The platform's service failed. `HttpClient` throws it for any other status of 500 or above. */
export class BackendError extends errorClass("BackendError") {}

/** The platform's service limits the rate of requests. `HttpClient` throws it for status 429. */
export class TooManyRequests extends errorClass("TooManyRequests") {}

/**
 * The platform's service asks to be left alone for a while. Throw it from a method with {@link Every} or from a source: it delays the
 * next run only, whatever the interval and the back-off say. The client receives it as {@link TooManyRequests}.
 */
export class RetryAfter extends TooManyRequests {
  /** @param delay - from `"1ms"` to `"24d"`, such as `"30s"` */
  constructor(
    readonly delay: Duration,
    message = `The service asks to wait for ${delay}`,
    options: GalaxyErrorOptions = {},
  ) {
    toMilliseconds(delay);
    super(message, options);
  }

  /** Returns whether an error says how long to wait, even in another copy of this package. */
  static override is(error: unknown): error is GalaxyError & { readonly code: 5; readonly delay: Duration } {
    return super.is(error) && "delay" in error;
  }

  /** Returns the delay that was thrown, or undefined for any other error. Recognizes those of another copy of this package. */
  static delayOf(error: unknown): Duration | undefined {
    try {
      if (!GalaxyError.isGalaxyError(error) || !("delay" in error)) return undefined;
      const delay = error.delay as Duration;
      toMilliseconds(delay);
      return delay;
    } catch {
      // An author's own error may have another kind of delay, such as seconds. A proxy may throw at anything.
      return undefined;
    }
  }
}

/**
 * The platform's service sent a response that cannot be used. `HttpClient` throws it if the response is too large or is not
 * JSON when JSON is expected.
 */
export class UnknownBackendResponse extends errorClass("UnknownBackendResponse") {}

/**
 * The stored credentials are no longer valid. During a login the client shows "Connection lost", keeps the library, and lets
 * the user connect again; any other error shows "Offline. Retry" (seen in logs of the real client).
 */
export class InvalidCredentials extends errorClass("InvalidCredentials") {}

/**
 * The platform's service could not be reached. `HttpClient` throws it if there is no connection, the host name cannot be
 * resolved, or the certificate is not valid.
 */
export class NetworkError extends errorClass("NetworkError") {}

/**
 * The user has logged in on another computer.
 *
 * @deprecated Not part of the Python API since 0.69. Throw {@link InvalidCredentials} instead.
 */
export class LoggedInElsewhere extends errorClass("LoggedInElsewhere") {}

/** Either side violated the platform's own protocol. */
export class ProtocolError extends errorClass("ProtocolError") {}

/** The platform has blocked the user temporarily. */
export class TemporaryBlocked extends errorClass("TemporaryBlocked") {}

/** The platform has banned the user. */
export class Banned extends errorClass("Banned") {}

/** The user may not see this. `HttpClient` throws it for status 403. */
export class AccessDenied extends errorClass("AccessDenied") {}

/** A file that describes a game could not be read. */
export class FailedParsingManifest extends errorClass("FailedParsingManifest") {}

/**
 * The platform limits the rate of chat messages.
 *
 * @experimental
 */
export class TooManyMessagesSent extends errorClass("TooManyMessagesSent") {}

/**
 * The platform's last message is not the one that was passed.
 *
 * @experimental
 */
export class IncoherentLastMessage extends errorClass("IncoherentLastMessage") {}

/**
 * The platform does not know the message.
 *
 * @experimental
 */
export class MessageNotFound extends errorClass("MessageNotFound") {}

/**
 * An import of this kind is already running. The framework sends it for an import with `{ whileRunning: "refuse" }`, or if too
 * many starts are waiting; an integration does not have to.
 *
 * The client does not request the same ids again until its next full import. It starts one import for each game that
 * `GalaxyClient.addGame` reports (both seen in logs of the real client).
 */
export class ImportInProgress extends errorClass("ImportInProgress") {}
