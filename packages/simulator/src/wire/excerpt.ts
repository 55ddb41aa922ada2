import type { Masking } from "../reporting/masking.js";

const LONGEST = 200;

/** The beginning of a text, for a report. */
function excerpt(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}… (${text.length} characters)`;
}

/** The detail of a problem with what is no message: absent where secrets are masked, as nobody can tell them in it. */
export function detailOf(text: string, masking: Masking): { readonly detail?: string } {
  const { text: shown } = masking.text(text);
  return shown === undefined ? {} : { detail: excerpt(shown) };
}
