import type { Clock, Lifetime, Logger } from "@galaxy-kit/sdk";
import { SharedCall } from "./shared-call.js";

/** What a method with {@link Cached} has in its cache. */
export interface CacheState {
  /** How many results it keeps. */
  readonly size: number;
  /** How many of them are older than `ttl`. */
  readonly stale: number;
  /** How many calls are running. */
  readonly running: number;
  /** How many calls were answered from the cache, an old result included. */
  readonly hits: number;
  /** How many were not. */
  readonly misses: number;
  /** Why the last refresh of an old result failed; undefined after one that succeeded. */
  readonly error: string | undefined;
}

/** The options of a cache in milliseconds. */
export interface CacheLimits {
  readonly ttlMs: number;
  readonly staleMs: number;
  readonly failuresMs: number;
  readonly maxEntries: number;
}

/** What the framework gives to an instance that it has created. */
export interface CacheEnvironment {
  readonly clock: Pick<Clock, "now">;
  readonly log: Logger | undefined;
  readonly lifetime: Lifetime | undefined;
}

interface Result {
  readonly at: number;
  readonly outcome: { readonly value: unknown } | { readonly error: unknown };
  /** When it could last not be replaced by a new one. */
  readonly refreshFailedAt?: number;
}

type Call = (signal: AbortSignal) => Promise<unknown>;

/** The results of one method of one instance. */
export class MethodCache {
  /** Those that were used last are at the end. */
  readonly #results = new Map<string, Result>();
  readonly #running = new Map<string, SharedCall<unknown>>();
  #hits = 0;
  #misses = 0;
  #refreshError: string | undefined;

  constructor(
    /** `Class.method`. */
    private readonly name: string,
    private readonly limits: CacheLimits,
    private readonly environment: () => CacheEnvironment,
  ) {}

  get state(): CacheState {
    return {
      size: this.#results.size,
      stale: [...this.#results.values()].filter((result) => this.#ageOf(result) >= this.limits.ttlMs).length,
      running: this.#running.size,
      hits: this.#hits,
      misses: this.#misses,
      error: this.#refreshError,
    };
  }

  /** Forgets one result. A call that is running is not kept when it ends. */
  delete(key: string): void {
    this.#results.delete(key);
    this.#running.delete(key);
  }

  /** Forgets all results. Calls that are running are not kept when they end. */
  clear(): void {
    this.#results.clear();
    this.#running.clear();
  }

  /** Resolves to the result for a key, from the cache or from a call. */
  async get(key: string, signal: AbortSignal | undefined, call: Call): Promise<unknown> {
    if (signal?.aborted) throw signal.reason;
    const { ttlMs, staleMs, failuresMs } = this.limits;
    const result = this.#results.get(key);
    const age = result ? this.#ageOf(result) : Infinity;
    if (result && "error" in result.outcome && age < failuresMs) throw result.outcome.error;
    if (result && "value" in result.outcome && age < ttlMs + staleMs) {
      this.#hits += 1;
      this.#use(key, result);
      if (age >= ttlMs && this.#mayRefresh(result)) this.#refresh(key, call);
      return result.outcome.value;
    }
    this.#misses += 1;
    return await this.#call(key, call).join(signal);
  }

  #mayRefresh({ refreshFailedAt: at }: Result): boolean {
    return at === undefined || this.#since(at) >= this.limits.failuresMs;
  }

  /** Replaces an old result in the background. */
  #refresh(key: string, call: Call): void {
    if (this.#isRunning(key)) return;
    const shared = this.#call(key, call);
    shared.want();
    const { log } = this.environment();
    shared.result.then(
      () => {
        if (this.#refreshError !== undefined) log?.info(`${this.name} (@Cached()) can be refreshed again`);
        this.#refreshError = undefined;
      },
      (error: unknown) => {
        if (this.#refreshError === undefined)
          log?.warn(`${this.name} (@Cached()) could not be refreshed; old results are used as long as they may`, {
            error,
          });
        this.#refreshError = error instanceof Error ? error.message : String(error);
        const old = this.#results.get(key);
        if (old) this.#results.set(key, { ...old, refreshFailedAt: this.environment().clock.now() });
      },
    );
  }

  #isRunning(key: string): boolean {
    return this.#running.get(key)?.isAborted === false;
  }

  #call(key: string, call: Call): SharedCall<unknown> {
    const running = this.#running.get(key);
    if (running && !running.isAborted) return running;
    const shared = new SharedCall(call);
    this.#running.set(key, shared);
    const closing = this.environment().lifetime?.signal;
    const stop = (): void => shared.abort(closing?.reason);
    closing?.addEventListener("abort", stop, { once: true });
    const end = (outcome: Result["outcome"]): void => {
      closing?.removeEventListener("abort", stop);
      // Deleted or replaced meanwhile.
      if (this.#running.get(key) !== shared) return;
      this.#running.delete(key);
      if (this.#isKept(key, outcome, shared)) this.#use(key, { at: this.environment().clock.now(), outcome });
      this.#forgetOldest();
    };
    shared.result.then(
      (value) => end({ value }),
      (error: unknown) => end({ error }),
    );
    return shared;
  }

  /** An error takes the place of nothing but another error, and only if errors are kept at all. */
  #isKept(key: string, outcome: Result["outcome"], shared: SharedCall<unknown>): boolean {
    if ("value" in outcome) return true;
    const { ttlMs, staleMs, failuresMs } = this.limits;
    const old = this.#results.get(key);
    const isOldUsable = old !== undefined && "value" in old.outcome && this.#ageOf(old) < ttlMs + staleMs;
    return failuresMs > 0 && !shared.isAborted && !isOldUsable;
  }

  #ageOf({ at }: Result): number {
    return this.#since(at);
  }

  /** A clock that was set back makes a result old, not young for years. */
  #since(at: number): number {
    return Math.abs(this.environment().clock.now() - at);
  }

  #use(key: string, result: Result): void {
    this.#results.delete(key);
    this.#results.set(key, result);
  }

  #forgetOldest(): void {
    for (const key of this.#results.keys()) {
      if (this.#results.size <= this.limits.maxEntries) return;
      this.#results.delete(key);
    }
  }
}
