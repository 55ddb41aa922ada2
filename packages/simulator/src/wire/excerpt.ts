import type { Masking } from "../reporting/masking.js";

const MAX_LENGTH = 200;

/** Returns the beginning of a text. */
function excerpt(text: string): string {
  return text.length <= MAX_LENGTH ? text : `${text.slice(0, MAX_LENGTH)}… (${text.length} characters)`;
}

/** Returns the detail of a problem with a line that is not a message. Absent if secrets are masked: they cannot be recognized. */
export function detailOf(text: string, masking: Masking): { readonly detail?: string } {
  const { text: shown } = masking.text(text);
  return shown === undefined ? {} : { detail: excerpt(shown) };
}
