/** Names under which a number is a secret all the same, such as `pin` and `loginCode`. */
const SECRET_NAME = /pass|pin|code|secret|token|key|otp/i;

/** Names of times and durations, such as `expires_at`, `accessTokenExpiresIn`, `created` and the `exp` of a token. */
const TIME_NAME =
  /(^|[_-])(exp|iat|nbf)$|(expire[sd]?|expiry|expiration|lifetime|ttl|max_?age|duration|timestamp|time|date|created|issued|updated|refreshed)([_-]?(at|in|on|ms|sec|seconds|milliseconds))?$/i;

/** The year 2100, in milliseconds since 1970: a larger number is not a time. */
const MAX_TIME_MS = 4_102_444_800_000;

const NUMBER = /^\s*-?\d+(\.\d+)?\s*$/;
const SHORT_NUMBER = /^\s*-?\d{1,8}(\.\d+)?\s*$/;

/** Values that are harmless under any name: a response with a token contains `"token_type": "bearer"`. */
const WORD = /^\s*(true|false|null|bearer)\s*$/i;

/**
 * Whether a member of credentials may be logged: a common word, a time, or a short number such as a version or
 * a port. Masking those would turn every "3600" into asterisks. A value without a name was explicitly declared a secret.
 */
export function isHarmless(text: string, name: string | undefined): boolean {
  if (name === undefined) return false;
  if (TIME_NAME.test(name) && NUMBER.test(text)) return Number(text) < MAX_TIME_MS;
  return WORD.test(text) || (!SECRET_NAME.test(name) && SHORT_NUMBER.test(text));
}
