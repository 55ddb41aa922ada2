import type { Logger } from "@galaxy-kit/sdk";
import type { CancelableRequest, Got, HandlerFunction } from "got";
import type { Connections } from "../connections/connections.js";
import { limitRedirect, limitResponse } from "../connections/limit-response.js";
import { keepBody } from "../connections/redirect-rules.js";
import { mapError } from "../errors/map-error.js";
import { requireHeaders, resolveHeaders } from "../request/request-headers.js";
import type { SearchParams } from "../request/request-parts.js";
import { addCommonParams } from "../request/request-url.js";
import { type ClientSettings, isOwn } from "./client-settings.js";

/** Configures got like a client, for callers that need features only got has. */
export async function configuredGot(connections: Connections, settings: ClientSettings, log: Logger): Promise<Got> {
  const headers = await resolveHeaders(settings.headers);
  requireHeaders(headers);
  return (await connections.got()).extend({
    prefixUrl: settings.baseUrl ?? "",
    headers,
    timeout: { request: settings.timeoutMs },
    followRedirect: limitRedirect(settings.maxResponseSize),
    signal: connections.signal,
    hooks: { beforeRedirect: [keepBody((url) => isOwn(settings, url))] },
    handlers: [addQuery(settings.searchParams), limitAndMap(connections, settings.maxResponseSize, log)],
  });
}

/** Instead of got's `searchParams`, which as a default replaces the query of every URL. */
function addQuery(searchParams: SearchParams): HandlerFunction {
  return (options, next) => {
    if (options.url instanceof URL) addCommonParams(options.url, searchParams);
    return next(options);
  };
}

/**
 * Waits for a free connection, limits the size of the response, and converts errors to GALAXY's. Streams pass through
 * unchanged, since they are not promises.
 */
function limitAndMap(connections: Connections, maxResponseSize: number, log: Logger): HandlerFunction {
  return (options, next) => {
    if (options.isStream) return next(options);
    const target = { method: options.method, url: options.url ?? "" };
    const signal = options.signal ?? connections.signal;
    let sent: Promise<unknown> | undefined;
    const send = (): Promise<unknown> =>
      (sent ??= limitResponse(next(options) as CancelableRequest, maxResponseSize, target));
    const limited = async (): Promise<unknown> => {
      try {
        return await connections.slots.use(signal, send);
      } catch (error) {
        // Aborted while waiting: got's own promise rejects, too, and an unhandled rejection would end the process.
        send().catch(() => undefined);
        signal.throwIfAborted();
        throw mapError(error, target, log);
      }
    };
    return limited() as Promise<never>;
  };
}
