import { GalaxyError, type Logger } from "@galaxy-kit/sdk";
import type { Connections } from "../connections/connections.js";
import { exchange } from "../connections/exchange.js";
import { statusError } from "../errors/map-error.js";
import { buildRequest } from "../request/build-request.js";
import type { HttpRequest } from "../request/http-request.js";
import { requireHeaders } from "../request/request-headers.js";
import type { HttpMethod, RequestOptions } from "../request/request-options.js";
import type { HttpResponse } from "../response/http-response.js";
import { type ClientSettings, requireTimeout } from "./client-settings.js";

/** One call by the author: a request, with as many retries as the hooks ask for. */
export class HttpCall {
  #request: HttpRequest | undefined;

  constructor(
    private readonly connections: Connections,
    private readonly settings: ClientSettings,
    private readonly log: Logger,
    private readonly method: HttpMethod,
    private readonly path: string | URL,
    private readonly options: RequestOptions,
  ) {}

  /** Runs a request, from its options to a response with an acceptable status. */
  async run(): Promise<HttpResponse> {
    try {
      const response = await this.#send(this.settings.hooks.afterResponse.length);
      this.#checkStatus(response);
      return response;
    } catch (error) {
      throw await this.#beforeError(error);
    }
  }

  /** @param hooks - how many of the `afterResponse` hooks run */
  async #send(hooks: number): Promise<HttpResponse> {
    const request = await buildRequest(this.settings, this.method, this.path, this.options);
    this.#request = request;
    for (const hook of this.settings.hooks.beforeRequest) await hook(request);
    requireHeaders(request.headers);
    const { timeout = this.settings.timeout, signal, followRedirects = true } = this.options;
    const { maxResponseSize } = this.settings;
    const limits = { timeout: requireTimeout(timeout), maxResponseSize, signal, followRedirects };
    let response = await exchange(this.connections, request, limits, this.log);
    for (const [index, hook] of this.settings.hooks.afterResponse.slice(0, hooks).entries()) {
      response = (await hook(response, () => this.#send(index))) ?? response;
    }
    return response;
  }

  #checkStatus({ status }: HttpResponse): void {
    if (this.options.acceptStatus?.includes(status)) return;
    const error = this.#request && statusError(status, this.#request, this.log);
    if (error) throw error;
  }

  async #beforeError(error: unknown): Promise<unknown> {
    let latest = error;
    for (const hook of this.settings.hooks.beforeError) {
      // Anything else is a bug in the integration, or the reason of its own signal.
      if (!GalaxyError.isGalaxyError(latest)) break;
      latest = (await hook(latest, this.#request)) ?? latest;
    }
    return latest;
  }
}
