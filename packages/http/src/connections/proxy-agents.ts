import type http from "node:http";
import type https from "node:https";
import type { Socket } from "node:net";
import { HttpProxyAgent } from "http-proxy-agent";
import { HttpsProxyAgent } from "https-proxy-agent";
import { redactUrl } from "../errors/redact-url.js";

/** One agent for each scheme. */
export interface AgentPair {
  readonly http: http.Agent;
  readonly https: https.Agent;
}

/** Returns agents that connect through a proxy. */
export function proxyAgents(proxy: string): AgentPair {
  const url = URL.canParse(proxy) ? new URL(proxy) : undefined;
  if (url?.protocol !== "http:" && url?.protocol !== "https:") {
    throw new ProxyError("ERR_PROXY_INVALID_CONFIG", `The proxy ${redactUrl(proxy)} is not an HTTP proxy`);
  }
  const options = { keepAlive: true };
  return {
    http: new HttpProxyAgent(url, options),
    https: new Tunnel(url, options),
  };
}

/** A tunnel that fails if the proxy refuses it. The library would return the proxy's response as the server's. */
class Tunnel extends HttpsProxyAgent<string> {
  override async connect(
    request: http.ClientRequest,
    options: Parameters<HttpsProxyAgent<string>["connect"]>[1],
  ): Promise<Socket> {
    let status = 200;
    request.once("proxyConnect", ({ statusCode }: { readonly statusCode: number }) => {
      status = statusCode;
    });
    const socket = await super.connect(request, options).catch((error: unknown) => {
      throw error instanceof Error && !("code" in error) ? new ProxyError("ERR_PROXY_TUNNEL", error.message) : error;
    });
    if (status === 200) return socket;
    throw new ProxyError("ERR_PROXY_TUNNEL", `The proxy responded with status ${status}`);
  }
}

/** With the codes that newer versions of Node use. */
class ProxyError extends Error {
  constructor(
    readonly code: "ERR_PROXY_INVALID_CONFIG" | "ERR_PROXY_TUNNEL",
    message: string,
  ) {
    super(message);
  }
}
