import { HttpRequest } from "./http-request.js";
import { requestBody } from "./request-body.js";
import { type HeaderSource, resolveHeaders } from "./request-headers.js";
import type { HttpMethod, RequestParts, SearchParams } from "./request-parts.js";
import { addCommonParams, applySearchParams, resolveUrl } from "./request-url.js";

/** The common settings of all requests of a client. */
export interface RequestDefaults {
  readonly baseUrl: URL | undefined;
  readonly headers: readonly HeaderSource[];
  readonly searchParams: SearchParams;
}

/** Combines the client's defaults and the caller's options into a request. Header functions run here. */
export async function buildRequest(
  defaults: RequestDefaults,
  method: HttpMethod,
  path: string | URL,
  options: RequestParts,
): Promise<HttpRequest> {
  const body = requestBody(method, options);
  const url = resolveUrl(path, defaults.baseUrl);
  addCommonParams(url, defaults.searchParams);
  applySearchParams(url.searchParams, options.searchParams ?? {});
  const headers = await resolveHeaders([...defaults.headers, options.headers ?? {}]);
  if (body?.type !== undefined) headers["content-type"] ??= body.type;
  return new HttpRequest(method, url, headers, body?.content);
}
