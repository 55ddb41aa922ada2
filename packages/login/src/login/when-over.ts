import type { LoginAttempt } from "./login-strategy.js";

/** Calls a function when an attempt is over, also if it already is: another one may have begun while this one opened a page. */
export function whenOver({ signal }: LoginAttempt<never>, listener: () => void): void {
  if (signal.aborted) listener();
  else signal.addEventListener("abort", listener, { once: true });
}
