/** Names under which a number is a secret all the same, such as `pin` and `loginCode`. */
const SECRET_NAME = /pass|pin|code|secret|token|key|otp/i;

const SHORT_NUMBER = /^\s*-?\d{1,8}(\.\d+)?\s*$/;

/** Whatever their names, these say nothing: an answer that contains a token says `"token_type": "bearer"`. */
const WORD = /^\s*(true|false|null|bearer)\s*$/i;

/**
 * Whether a member of credentials may be logged: a word that everybody uses, or a number such as a lifetime, a version
 * or a port. Masking those would turn every "3600" into asterisks. Without a name, somebody has called it a secret.
 */
export function isHarmless(text: string, name: string | undefined): boolean {
  if (name === undefined) return false;
  return WORD.test(text) || (!SECRET_NAME.test(name) && SHORT_NUMBER.test(text));
}
