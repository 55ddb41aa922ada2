import type { Logger } from "@galaxy-kit/sdk";
import type { CancelableRequest, Got, HandlerFunction } from "got";
import type { Connections } from "../connections/connections.js";
import { limitRedirect, limitResponse } from "../connections/limit-response.js";
import { mapError } from "../errors/map-error.js";
import { resolveHeaders } from "../request/request-headers.js";
import type { SearchParams } from "../request/request-options.js";
import { addCommonParams } from "../request/request-url.js";
import type { ClientSettings } from "./client-settings.js";

/** got as a client would use it, for those who need what only got has. */
export async function configuredGot(connections: Connections, settings: ClientSettings, log: Logger): Promise<Got> {
  return (await connections.got()).extend({
    prefixUrl: settings.baseUrl ?? "",
    headers: await resolveHeaders(settings.headers),
    timeout: { request: settings.timeout },
    followRedirect: limitRedirect(settings.maxResponseSize),
    signal: connections.signal,
    handlers: [addQuery(settings.searchParams), limitAndMap(connections, settings.maxResponseSize, log)],
  });
}

/** Not got's `searchParams`: as a default, it replaces the query of every address. */
function addQuery(searchParams: SearchParams): HandlerFunction {
  return (options, next) => {
    if (options.url instanceof URL) addCommonParams(options.url, searchParams);
    return next(options);
  };
}

/**
 * Waits for a free connection, reads no more than is allowed, and makes errors that GALAXY knows. Streams are left
 * alone, as they are no promises.
 */
function limitAndMap(connections: Connections, maxResponseSize: number, log: Logger): HandlerFunction {
  return (options, next) => {
    if (options.isStream) return next(options);
    const asked = { method: options.method, url: options.url ?? "" };
    const signal = options.signal ?? connections.signal;
    let sent: Promise<unknown> | undefined;
    const send = (): Promise<unknown> =>
      (sent ??= limitResponse(next(options) as CancelableRequest, maxResponseSize, asked));
    const limited = async (): Promise<unknown> => {
      try {
        return await connections.slots.use(signal, send);
      } catch (error) {
        // Stopped in the line: got's own promise rejects too, and would end the process if nobody looked at it.
        send().catch(() => undefined);
        signal.throwIfAborted();
        throw mapError(error, asked, log);
      }
    };
    return limited() as Promise<never>;
  };
}
