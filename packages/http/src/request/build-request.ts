import type { ClientSettings } from "../client/client-settings.js";
import { HttpRequest } from "./http-request.js";
import { requestBody } from "./request-body.js";
import { resolveHeaders } from "./request-headers.js";
import type { HttpMethod, RequestOptions } from "./request-options.js";
import { addCommonParams, applySearchParams, resolveUrl } from "./request-url.js";

/** Puts a request together from what the client has and what the caller gives. Functions for headers run here. */
export async function buildRequest(
  settings: ClientSettings,
  method: HttpMethod,
  path: string | URL,
  options: RequestOptions,
): Promise<HttpRequest> {
  const body = requestBody(method, options);
  const url = resolveUrl(path, settings.baseUrl);
  addCommonParams(url, settings.searchParams);
  applySearchParams(url.searchParams, options.searchParams ?? {});
  const headers = await resolveHeaders([...settings.headers, options.headers ?? {}]);
  if (body?.type !== undefined) headers["content-type"] ??= body.type;
  return new HttpRequest(method, url, headers, body?.content);
}
