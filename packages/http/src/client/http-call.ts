import { GalaxyError } from "@galaxy-kit/sdk";
import { exchange } from "../connections/exchange.js";
import { statusError } from "../errors/map-error.js";
import { buildRequest } from "../request/build-request.js";
import type { HttpRequest } from "../request/http-request.js";
import { requireHeaders } from "../request/request-headers.js";
import type { HttpMethod } from "../request/request-parts.js";
import type { HttpResponse } from "../response/http-response.js";
import { type ClientSettings, requireDuration } from "./client-settings.js";
import type { HttpContext } from "./http-context.js";
import type { RequestOptions } from "./request-options.js";

/** One call by the author: a request, with as many retries as the hooks ask for. */
export class HttpCall {
  #request: HttpRequest | undefined;

  constructor(
    private readonly context: HttpContext,
    private readonly settings: ClientSettings,
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
    let response = await this.#exchange();
    if (this.#isRefused(response) && (await this.#auth?.refused(response, this.#signal))) {
      response = await this.#exchange();
    }
    for (const [index, hook] of this.settings.hooks.afterResponse.slice(0, hooks).entries()) {
      response = (await hook(response, () => this.#send(index))) ?? response;
    }
    return response;
  }

  async #exchange(): Promise<HttpResponse> {
    const { connections, log } = this.context;
    const request = await this.#buildRequest();
    const { timeout, signal, followRedirects = true } = this.options;
    const { timeoutMs, maxResponseSize } = this.settings;
    const limit = timeout === undefined ? timeoutMs : requireDuration("timeout", timeout);
    return await exchange(connections, request, { timeout: limit, maxResponseSize, signal, followRedirects }, log);
  }

  async #buildRequest(): Promise<HttpRequest> {
    const request = await buildRequest(this.settings, this.method, this.path, this.options);
    this.#request = request;
    for (const hook of this.settings.hooks.beforeRequest) await hook(request);
    await this.#auth?.authorize(request, this.#signal);
    requireHeaders(request.headers);
    return request;
  }

  get #auth() {
    return this.options.auth === false ? undefined : this.settings.auth;
  }

  get #signal(): AbortSignal {
    return this.options.signal ?? this.context.connections.signal;
  }

  #isRefused({ status }: HttpResponse): boolean {
    return this.#auth?.refusals.includes(status) === true && !this.#hasMeaning(status);
  }

  /** Whether the caller or the API says what a status means. */
  #hasMeaning(status: number): boolean {
    const { errors = {}, acceptStatus = [] } = this.options;
    return status in errors || status in this.settings.errors || acceptStatus.includes(status);
  }

  #checkStatus(response: HttpResponse): void {
    const { status } = response;
    const meaning = this.options.errors?.[status] ?? this.settings.errors[status];
    const error = meaning?.(response);
    if (error) throw error;
    if (this.options.acceptStatus?.includes(status)) return;
    const usual = this.#request && statusError(status, this.#request, this.context.log);
    if (usual) throw usual;
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
