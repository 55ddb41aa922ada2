/** Names under which a number is a secret all the same, such as `pin` and `loginCode`. */
const SECRET_NAME = /pass|pin|code|secret|token|key|otp/i;

const SHORT_NUMBER = /^\s*-?\d{1,8}(\.\d+)?\s*$/;

/**
 * Whether a member of credentials is a number that may be logged: a lifetime, a version, a port. Masking those would turn every
 * "3600" into asterisks. Without a name, somebody has called it a secret.
 */
export function isHarmlessNumber(text: string, name: string | undefined): boolean {
  return name !== undefined && !SECRET_NAME.test(name) && SHORT_NUMBER.test(text);
}
