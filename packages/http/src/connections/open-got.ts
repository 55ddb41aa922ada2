import http from "node:http";
import https from "node:https";
import { type Got, got, type RequestError } from "got";
import { getProxyForUrl } from "proxy-from-env";
import { isUnknownAuthority } from "../errors/error-table.js";
import { redactUrl } from "../errors/redact-url.js";
import { Agents } from "./agents.js";
import { keepFromOthers } from "./redirect-rules.js";
import { trustSystem } from "./trust-system.js";

/** got with its own connections. */
export interface OpenGot {
  readonly got: Got;
  /** Destroys every connection, idle or not. */
  close(): void;
}

/** Creates an instance of got with the defaults of this package. */
export function openGot(): OpenGot {
  const direct = { http: new http.Agent({ keepAlive: true }), https: new https.Agent({ keepAlive: true }) };
  const agents = new Agents(direct, getProxyForUrl);
  return {
    got: got.extend({
      agent: direct,
      // Explicit, so that NODE_TLS_REJECT_UNAUTHORIZED in a user's environment cannot disable it.
      https: { rejectUnauthorized: true },
      hooks: {
        // Also runs for each redirect, whose host may need another proxy.
        beforeRequest: [
          async (options) => {
            const scheme = String(options.url).startsWith("https:") ? "https" : "http";
            // A caller of got may have set another.
            if (!agents.has(options.agent[scheme])) return;
            options.agent = { ...options.agent, [scheme]: (await agents.for(String(options.url)))[scheme] };
          },
        ],
        beforeRedirect: [keepFromOthers(["authorization", "cookie", "proxy-authorization"])],
        beforeError: [
          (error) => {
            const proxy = getProxyForUrl(String(error.options.url));
            return proxy === "" ? error : Object.assign(error, { proxy: redactUrl(proxy) });
          },
        ],
      },
      retry: {
        limit: 0,
        calculateDelay: ({ error, attemptCount, computedValue }) => {
          const again = isStaleConnection(error) || (isUnknownAuthority(error.code) && trustSystem());
          return attemptCount === 1 && again ? 1 : computedValue;
        },
      },
    }),
    close: () => {
      agents.destroy();
    },
  };
}

/**
 * A server may close an idle connection at the very moment it is reused. Nothing is wrong with the server then, so the request
 * is sent again on another connection, but only once, and only if it is safe to repeat.
 */
function isStaleConnection({ request, response, code, options }: RequestError): boolean {
  const safe = options.method === "GET" || options.method === "HEAD";
  return safe && request?.reusedSocket === true && !response && (code === "ECONNRESET" || code === "EPIPE");
}
