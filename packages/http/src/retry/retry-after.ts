import type { ResponseHeaders } from "../response/http-response.js";

/** The longest delay of a timer. */
export const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * Returns how long a response asks to wait, in milliseconds, or undefined if it does not. A date counts from the server's own clock: that
 * of this computer may be wrong.
 */
export function retryAfterMs(headers: ResponseHeaders, now: number): number | undefined {
  const value = headers["retry-after"];
  if (typeof value !== "string") return undefined;
  const text = value.trim();
  const milliseconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text) - serverTime(headers, now);
  return milliseconds > 0 ? Math.min(Math.ceil(milliseconds), MAX_TIMER_MS) : undefined;
}

function serverTime({ date }: ResponseHeaders, now: number): number {
  const sent = typeof date === "string" ? Date.parse(date) : NaN;
  return Number.isNaN(sent) ? now : sent;
}
