import { BackendNotAvailable, GalaxyError, type Logger } from "@galaxy-kit/sdk";
import type { HttpAuth } from "../auth/http-auth.js";
import { exchange } from "../connections/exchange.js";
import { Stop } from "../connections/stop.js";
import { errorData, statusError } from "../errors/map-error.js";
import { isPassingError, isPassingStatus } from "../errors/passing.js";
import type { RequestQueue } from "../limits/request-queue.js";
import type { ConditionalOptions, RequestOptions } from "../options/request-options.js";
import { buildRequest } from "../request/build-request.js";
import type { HttpRequest } from "../request/http-request.js";
import { OptionError } from "../request/option-error.js";
import { requireHeaders } from "../request/request-headers.js";
import type { HttpMethod } from "../request/request-parts.js";
import { requireDuration } from "../request/require-duration.js";
import { isChallenge } from "../response/challenge.js";
import type { HttpResponse } from "../response/http-response.js";
import { Retries } from "../retry/retries.js";
import { retryAfterMs } from "../retry/retry-after.js";
import { type ClientSettings, isOwn } from "./client-settings.js";
import type { HttpContext } from "./http-context.js";

/** Methods that have the same effect if a request arrives twice. */
const IDEMPOTENT: ReadonlySet<HttpMethod> = new Set(["GET", "HEAD", "PUT", "DELETE", "OPTIONS"]);

/** One call by the author: a request, sent as often as retries, a renewed authorization and the hooks ask for. */
export class HttpCall {
  readonly #closing: AbortSignal;
  readonly #stop: Stop;
  readonly #retries: Retries | undefined;
  readonly #queue: RequestQueue | undefined;
  #request: HttpRequest | undefined;
  /** What the authorization has added. */
  #loginHeaders: Readonly<Record<string, string>> = {};

  constructor(
    private readonly context: HttpContext,
    private readonly settings: ClientSettings,
    private readonly log: Logger,
    private readonly method: HttpMethod,
    private readonly path: string | URL,
    private readonly options: RequestOptions & Partial<ConditionalOptions>,
  ) {
    this.#closing = options.whileClosing === true ? context.connections.end : context.connections.signal;
    this.#stop = new Stop().with(this.#closing);
    if (options.signal) this.#stop.with(options.signal);
    this.#queue = settings.limits && context.queueFor(settings.limits);
    const { idempotent = IDEMPOTENT.has(method), retry } = options;
    if (settings.retry && idempotent && retry !== false) this.#retries = new Retries(settings.retry, context.clock);
  }

  /** Runs a request, from its options to a response with an acceptable status. */
  async run(): Promise<HttpResponse> {
    try {
      const response = await this.#send(this.settings.hooks.afterResponse.length);
      this.#checkStatus(response);
      const { ifChanged } = this.options;
      if (ifChanged) this.context.validators.remember(response, ifChanged);
      return response;
    } catch (error) {
      // The caller's own signal may fire for the same reason; the shutdown is the better explanation.
      throw await this.#beforeError(this.#closing.aborted ? this.#closing.reason : error);
    } finally {
      this.#stop.release();
    }
  }

  /** @param hooks - how many of the `afterResponse` hooks run */
  async #send(hooks: number): Promise<HttpResponse> {
    let response = await this.#exchange();
    if (this.#isRefused(response) && (await this.#auth?.refused(response, this.#stop.signal))) {
      response = await this.#exchange();
    }
    for (const [index, hook] of this.settings.hooks.afterResponse.slice(0, hooks).entries()) {
      response = (await hook(response, () => this.#send(index))) ?? response;
    }
    return response;
  }

  /** Sends the request until there is nothing to retry, or no retry is left. */
  async #exchange(): Promise<HttpResponse> {
    const { clock, outages } = this.context;
    for (;;) {
      const request = await this.#buildRequest();
      const outcome = await this.#attempt(request);
      const askedPause = this.#askedPause(outcome);
      const failure = this.#passingFailure(outcome);
      const pause = failure === undefined ? undefined : this.#retries?.next(askedPause);
      if (failure !== undefined && pause !== undefined) {
        outages.failed(request.url, failure, this.log);
        await clock.sleep(pause, this.#stop.signal);
        continue;
      }
      if ("error" in outcome) throw outcome.error;
      if (failure === undefined) outages.succeeded(request.url, this.log);
      return outcome.response;
    }
  }

  async #attempt(request: HttpRequest): Promise<Outcome> {
    const { connections } = this.context;
    const { timeout, followRedirects = true } = this.options;
    const { timeoutMs, maxResponseSize, cookies } = this.settings;
    const limit = timeout === undefined ? timeoutMs : requireDuration("timeout", timeout);
    const { signal } = this.#stop;
    const limits = {
      timeout: limit,
      maxResponseSize,
      signal,
      followRedirects,
      cookies,
      loginHeaders: this.#loginHeaders,
      isOwn: (url: URL) => isOwn(this.settings, url),
    };
    const leave = await this.#queue?.enter(request, this.options.urgent === true, signal);
    try {
      const response = await exchange(connections, request, limits, this.log);
      // Before it leaves: otherwise, the next one would go now.
      if (response.status === 429) this.#queue?.refused(request, this.#askedPause({ response }));
      return { response };
    } catch (error) {
      if (signal.aborted || !GalaxyError.isGalaxyError(error)) throw error;
      return { error };
    } finally {
      leave?.();
    }
  }

  /** Returns what has failed, if the same request may succeed a moment later. */
  #passingFailure(outcome: Outcome): string | undefined {
    if ("error" in outcome) return isPassingError(outcome.error) ? outcome.error.message : undefined;
    const { response } = outcome;
    const mayPass = isPassingStatus(response.status) && !this.#hasMeaning(response) && !isChallenge(response);
    return mayPass ? String(response) : undefined;
  }

  #askedPause(outcome: Outcome): number | undefined {
    if ("error" in outcome) return undefined;
    return retryAfterMs(outcome.response.headers, this.context.clock.now());
  }

  async #buildRequest(): Promise<HttpRequest> {
    const request = await buildRequest(this.settings, this.method, this.path, this.options);
    this.#request = request;
    for (const hook of this.settings.hooks.beforeRequest) await hook(request);
    if (this.#auth) await this.#authorize(this.#auth, request);
    if (this.options.ifChanged) this.context.validators.ask(request, this.options.ifChanged);
    requireHeaders(request.headers);
    return request;
  }

  async #authorize(auth: HttpAuth, request: HttpRequest): Promise<void> {
    if (!isOwn(this.settings, request.url)) throw notOwnError(request);
    const before = { ...request.headers };
    await auth.authorize(request, this.#stop.signal);
    const added = Object.entries(request.headers).filter(([name, value]) => value !== before[name]);
    this.#loginHeaders = Object.fromEntries(added);
  }

  get #auth(): HttpAuth | undefined {
    return this.options.auth === false ? undefined : this.settings.auth;
  }

  #isRefused(response: HttpResponse): boolean {
    // Another host, to which a redirect has led, did not get the login.
    const isRefusal =
      this.#auth?.refusals.includes(response.status) === true && isOwn(this.settings, new URL(response.url));
    return isRefusal && !this.#hasMeaning(response) && !isChallenge(response);
  }

  /** Whether the caller or the API says what the status of a response means. */
  #hasMeaning(response: HttpResponse): boolean {
    return this.options.acceptStatus?.includes(response.status) === true || this.#errorFor(response) !== undefined;
  }

  /** Returns the error that the caller or the API has for a response. */
  #errorFor(response: HttpResponse): Error | undefined {
    const meaning = this.options.errors?.[response.status] ?? this.settings.errors[response.status];
    return meaning?.(response);
  }

  #checkStatus(response: HttpResponse): void {
    const { status } = response;
    if (isChallenge(response)) throw challengeError(response);
    const error = this.#errorFor(response);
    if (error) throw error;
    if (this.options.acceptStatus?.includes(status)) return;
    const usual = statusError(status, response.request, this.log, this.#askedPause({ response }));
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

/** What became of one attempt. */
type Outcome = { readonly response: HttpResponse } | { readonly error: GalaxyError };

function notOwnError({ url }: HttpRequest): OptionError {
  return new OptionError(
    `${url.origin} would receive the login of another host`,
    `Add ${JSON.stringify(url.origin)} to the origins of @HttpApi() if it belongs to the backend, or send the request with auth: false.`,
  );
}

function challengeError(response: HttpResponse): BackendNotAvailable {
  const { request, status } = response;
  return new BackendNotAvailable(
    `${String(response)} with a challenge: a page between the integration and the backend that only a browser can pass`,
    { data: { ...errorData(request), status } },
  );
}
