import { BackendTimeout, type Logger } from "@galaxy-kit/sdk";
import type { Got } from "got";
import type { CookieJar } from "../cookies/cookie-jar.js";
import { describe, errorData, mapError } from "../errors/map-error.js";
import type { HttpRequest } from "../request/http-request.js";
import { HttpResponse } from "../response/http-response.js";
import type { Connections } from "./connections.js";
import { CookieExchange } from "./cookie-exchange.js";
import { limitRedirect, limitResponse } from "./limit-response.js";
import { keepBody, keepLogin } from "./redirect-rules.js";
import { Stop } from "./stop.js";

/** The limits of one request. */
export interface ExchangeOptions {
  /** Milliseconds from the moment it is sent. */
  readonly timeout: number;
  /** Bytes of the body, after decompression. */
  readonly maxResponseSize: number;
  readonly signal: AbortSignal;
  readonly followRedirects: boolean;
  readonly cookies: CookieJar | undefined;
  /** The headers of the login. */
  readonly loginHeaders: Readonly<Record<string, string>>;
  /** Whether an address belongs to the backend. All others get neither the login nor a body. */
  readonly isOwn: (url: URL) => boolean;
}

/** Sends a request and reads the complete response, whatever its status. Rejects with one of GALAXY's errors. */
export async function exchange(
  connections: Connections,
  request: HttpRequest,
  options: ExchangeOptions,
  log: Logger,
): Promise<HttpResponse> {
  const stop = new Stop().with(options.signal);
  try {
    return await connections.slots.use(stop.signal, async () => {
      const got = await connections.got();
      stop.signal.throwIfAborted();
      stop.after(options.timeout, connections.backgroundClock, () => timeout(request, options.timeout));
      return await send(got, request, options, stop.signal, log);
    });
  } catch (error) {
    stop.signal.throwIfAborted();
    throw mapError(error, request, log);
  } finally {
    stop.release();
  }
}

async function send(
  got: Got,
  request: HttpRequest,
  options: ExchangeOptions,
  signal: AbortSignal,
  log: Logger,
): Promise<HttpResponse> {
  const { method, url, body } = request;
  const { loginHeaders, isOwn } = options;
  const cookies = options.cookies && new CookieExchange(options.cookies, request);
  const call = got(url, {
    method,
    headers: { ...request.headers, ...(await cookies?.headersFor(url)) },
    ...(body === undefined ? {} : { body }),
    followRedirect: options.followRedirects && limitRedirect(options.maxResponseSize),
    responseType: "buffer",
    throwHttpErrors: false,
    // No timeout here: got's restarts with each redirect. Ours is part of the signal.
    signal,
    hooks: {
      beforeRedirect: [keepBody(isOwn), keepLogin(loginHeaders, isOwn), ...(cookies ? [cookies.onRedirect] : [])],
    },
  });
  const response = await limitResponse(call, options.maxResponseSize, request);
  await cookies?.receive(response);
  const { statusCode: status, headers, url: finalUrl, rawBody } = response;
  return new HttpResponse(request, { status, headers, url: finalUrl, body: rawBody }, log);
}

function timeout(request: HttpRequest, milliseconds: number): BackendTimeout {
  return new BackendTimeout(`${describe(request)} took longer than ${inWords(milliseconds)}`, {
    data: errorData(request),
  });
}

function inWords(milliseconds: number): string {
  return milliseconds % 1000 === 0 ? `${milliseconds / 1000} s` : `${milliseconds} ms`;
}
