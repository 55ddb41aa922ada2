import type { LoginOptions } from "../login/login-decorator.js";
import type { SessionTokens } from "../session/session-tokens.js";

/** Something that the user does before a code can be pasted. */
export interface CodeStep {
  /** What to do, such as "Log in". */
  readonly text: string;
  /** Where it is done. The address is opened in the user's own browser, and can be copied. */
  readonly open?: string;
}

/** What the user pastes. */
export interface CodeField {
  /** What the user pastes, such as "Your API key". */
  readonly label: string;
  readonly hint?: string;
  /** The member to take if JSON was pasted, such as `npsso` or `token.value`. */
  readonly json?: string;
  /** What a code looks like; anything by default. */
  readonly pattern?: RegExp;
}

/** Options of {@link CodeLogin}. */
export interface CodeLoginOptions<Tokens extends SessionTokens, Plugin extends object> extends LoginOptions<
  string,
  Tokens,
  Plugin
> {
  /** What the user does first; nothing by default. */
  readonly steps?: readonly CodeStep[];
  readonly code: CodeField;
  /** The page on the web at which the window ends in GALAXY 2.1. It has to load; `https://www.gog.com/galaxy` by default. */
  readonly endPage?: `https://${string}`;
}
