import { mediaType } from "./content-type.js";
import type { HttpResponse } from "./http-response.js";

/** Headers that bot protections set on a page that only a browser can pass. */
const HEADERS: readonly (readonly [name: string, value: RegExp])[] = [
  ["cf-mitigated", /challenge/i],
  ["x-amzn-waf-action", /challenge|captcha/i],
  ["x-datadome", /./],
];

/** Titles of such pages. */
const TITLE =
  /<title>\s*(just a moment|attention required! \| cloudflare|checking your browser|ddos-guard|pardon our interruption)/i;
/** The title is near the beginning. */
const TITLE_WITHIN = 4096;

/** Whether a response is not the backend's own, but a page that wants to see a browser. */
export function isChallenge({ status, headers, body }: HttpResponse): boolean {
  const isMarked = HEADERS.some(([name, value]) => value.test(String(headers[name] ?? "")));
  const type = headers["content-type"];
  const isHtml = mediaType(typeof type === "string" ? type : undefined) === "text/html";
  return status >= 400 && isHtml && (isMarked || TITLE.test(body.subarray(0, TITLE_WITHIN).toString("latin1")));
}
