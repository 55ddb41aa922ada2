import type { BeforeRedirectHook, Got, RequestError } from "got";

/** got with its own connections. */
export interface OpenGot {
  readonly got: Got;
  /** Destroys every connection, idle or not. */
  close(): void;
}

/** Loads got and Node's HTTP modules, and creates an instance with the defaults of this package. */
export async function openGot(): Promise<OpenGot> {
  const [{ got }, http, https] = await Promise.all([import("got"), import("node:http"), import("node:https")]);
  const agents = { http: new http.Agent({ keepAlive: true }), https: new https.Agent({ keepAlive: true }) };
  return {
    got: got.extend({
      agent: agents,
      // Explicit, so that NODE_TLS_REJECT_UNAUTHORIZED in a user's environment cannot disable it.
      https: { rejectUnauthorized: true },
      hooks: { beforeRedirect: [removeSecretsOnRedirect] },
      retry: {
        limit: 0,
        calculateDelay: ({ error, attemptCount, computedValue }) =>
          attemptCount === 1 && isStaleConnection(error) ? 1 : computedValue,
      },
    }),
    close: () => {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}

/** got keeps these headers on a redirect from https to http on the same host, where anyone could read them. */
const removeSecretsOnRedirect: BeforeRedirectHook = (next, { url }) => {
  if (next.url instanceof URL && next.url.origin === new URL(url).origin) return;
  for (const name of ["authorization", "cookie", "proxy-authorization"]) Reflect.deleteProperty(next.headers, name);
};

/**
 * A server may close an idle connection at the very moment it is reused. Nothing is wrong with the server then, so the request
 * is sent again on another connection, but only once, and only if it is safe to repeat.
 */
function isStaleConnection({ request, response, code, options }: RequestError): boolean {
  const safe = options.method === "GET" || options.method === "HEAD";
  return safe && request?.reusedSocket === true && !response && (code === "ECONNRESET" || code === "EPIPE");
}
