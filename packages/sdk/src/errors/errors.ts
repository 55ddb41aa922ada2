import { errorClass } from "./galaxy-error.js";

// What the client shows is known for the answer of a login only, from logs that users have posted: InvalidCredentials is
// "Connection lost", every other error "Offline. Retry". In an import the client keeps what it had and shows nothing.

/**
 * Something went wrong and no other error says it better. In a login the client shows "Offline. Retry".
 *
 * Whatever is thrown that is no {@link GalaxyError} arrives as this: from a call with the thrown error's message, from an
 * import with the default message, because it may hold anything.
 */
export class UnknownError extends errorClass("UnknownError") {}

/**
 * The platform wants the user to log in first. Thrown by an HTTP backend for status 401. In a login the client shows
 * "Offline. Retry"; to make it ask for a new login, throw {@link InvalidCredentials} there or call
 * `GalaxyClient.lostAuthentication()` elsewhere.
 */
export class AuthenticationRequired extends errorClass("AuthenticationRequired") {}

/** The platform's service is down. Thrown by an HTTP backend for status 503 and for a server that hangs up. */
export class BackendNotAvailable extends errorClass("BackendNotAvailable") {}

/** The platform's service did not answer in time. */
export class BackendTimeout extends errorClass("BackendTimeout") {}

/** The platform's service failed. Thrown by an HTTP backend for statuses from 500 on. */
export class BackendError extends errorClass("BackendError") {}

/** The platform's service wants fewer requests. Thrown by an HTTP backend for status 429. */
export class TooManyRequests extends errorClass("TooManyRequests") {}

/**
 * The platform's service answered something that is not understood: no JSON, or JSON of another form. Thrown by an HTTP
 * backend for an answer that is too large, too.
 */
export class UnknownBackendResponse extends errorClass("UnknownBackendResponse") {}

/**
 * The stored credentials are no longer valid. In a login the client shows "Connection lost", keeps the library, and lets
 * the user connect again. Every other error in a login is shown as "Offline. Retry".
 */
export class InvalidCredentials extends errorClass("InvalidCredentials") {}

/** The platform's service could not be reached: no connection, no DNS answer, no valid certificate. */
export class NetworkError extends errorClass("NetworkError") {}

/**
 * The user has logged in somewhere else.
 *
 * @deprecated not in the Python API since 0.69; throw {@link InvalidCredentials}
 */
export class LoggedInElsewhere extends errorClass("LoggedInElsewhere") {}

/** The platform's own protocol was broken, by either side. */
export class ProtocolError extends errorClass("ProtocolError") {}

/** The platform has blocked the user for some time. */
export class TemporaryBlocked extends errorClass("TemporaryBlocked") {}

/** The platform has banned the user. */
export class Banned extends errorClass("Banned") {}

/** The platform does not let the user see this. Thrown by an HTTP backend for status 403. */
export class AccessDenied extends errorClass("AccessDenied") {}

/** A file that describes a game could not be read. */
export class FailedParsingManifest extends errorClass("FailedParsingManifest") {}

/** The platform wants fewer chat messages. Experimental, with chat. */
export class TooManyMessagesSent extends errorClass("TooManyMessagesSent") {}

/** The platform knows another last message than the one named. Experimental, with chat. */
export class IncoherentLastMessage extends errorClass("IncoherentLastMessage") {}

/** The platform does not know the message. Experimental, with chat. */
export class MessageNotFound extends errorClass("MessageNotFound") {}

/**
 * An import of this kind is still running. The framework answers it by itself; the client asks again by and by. It is seen
 * most after `owned_game_added`, when the client starts an import for the one new game.
 */
export class ImportInProgress extends errorClass("ImportInProgress") {}
