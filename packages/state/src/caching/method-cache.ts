import type { Clock, Lifetime, Logger } from "@galaxy-kit/sdk";
import type { CacheLimits } from "./cache-limits.js";
import type { DiskResults } from "./disk-results.js";
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

/** What the framework gives to an instance that it has created. */
export interface CacheEnvironment {
  readonly clock: Pick<Clock, "now">;
  readonly log: Logger | undefined;
  readonly lifetime: Lifetime | undefined;
}

/** What changes whenever the result of a call does. */
export type Revision = string | number | undefined;

interface Result {
  readonly at: number;
  readonly revision: Revision;
  readonly outcome: { readonly value: unknown } | { readonly error: unknown };
  /** When it could last not be replaced by a new one. */
  readonly refreshFailedAt?: number;
}

/** A call of the method. */
interface Asked {
  readonly key: string;
  readonly revision: Revision;
  /** Of the caller. */
  readonly signal: AbortSignal | undefined;
  readonly call: (signal: AbortSignal) => Promise<unknown>;
}

interface Running {
  readonly revision: Revision;
  readonly shared: SharedCall<unknown>;
}

/** The results of one method of one instance. */
export class MethodCache {
  /** Where results outlive the run. */
  disk: DiskResults | undefined;
  /** Those that were used last are at the end. */
  readonly #results = new Map<string, Result>();
  readonly #running = new Map<string, Running>();
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
    this.disk?.delete(key);
  }

  /** Forgets all results. Calls that are running are not kept when they end. */
  clear(): void {
    this.#results.clear();
    this.#running.clear();
    this.disk?.clear();
  }

  /** Resolves to the result for a key, from the cache or from a call. */
  async get(asked: Asked): Promise<unknown> {
    const { key, revision, signal } = asked;
    if (signal?.aborted) throw signal.reason;
    const { ttlMs, staleMs, failuresMs } = this.limits;
    const known = this.#results.get(key) ?? this.#recall(key);
    const result = known?.revision === revision ? known : undefined;
    const age = result ? this.#ageOf(result) : Infinity;
    if (result && "error" in result.outcome && age < failuresMs) throw result.outcome.error;
    if (result && "value" in result.outcome && age < ttlMs + staleMs) {
      this.#hits += 1;
      this.#use(key, result);
      this.#forgetOldest();
      if (age >= ttlMs && this.#mayRefresh(result)) this.#refresh(asked);
      return result.outcome.value;
    }
    this.#misses += 1;
    return await this.#call(asked).join(signal);
  }

  /** Returns a result of an earlier run. */
  #recall(key: string): Result | undefined {
    const stored = this.disk?.get(key);
    return stored && { at: stored.at, revision: stored.revision, outcome: { value: stored.value } };
  }

  #mayRefresh({ refreshFailedAt: at }: Result): boolean {
    return at === undefined || this.#since(at) >= this.limits.failuresMs;
  }

  /** Replaces an old result in the background. */
  #refresh(asked: Asked): void {
    if (this.#runningCall(asked)) return;
    const shared = this.#call(asked);
    shared.want();
    const { log } = this.environment();
    shared.result.then(
      () => {
        if (this.#refreshError !== undefined) log?.info(`${this.name} (@Cached()) can be refreshed again`);
        this.#refreshError = undefined;
      },
      (error: unknown) => {
        if (this.#refreshError === undefined)
          log?.warn(`${this.name} (@Cached()) could not be refreshed; old results are used until they are too old`, {
            error,
          });
        this.#refreshError = error instanceof Error ? error.message : String(error);
        const old = this.#results.get(asked.key);
        if (old) this.#results.set(asked.key, { ...old, refreshFailedAt: this.environment().clock.now() });
      },
    );
  }

  /** Returns the call that others are waiting for, if it is for the same revision. */
  #runningCall({ key, revision }: Asked): SharedCall<unknown> | undefined {
    const running = this.#running.get(key);
    return running && running.revision === revision && !running.shared.isAborted ? running.shared : undefined;
  }

  #call(asked: Asked): SharedCall<unknown> {
    const running = this.#runningCall(asked);
    if (running) return running;
    const { key, revision, call } = asked;
    const shared = new SharedCall(call);
    const owner = this.disk?.owner;
    this.#running.set(key, { revision, shared });
    const closing = this.environment().lifetime?.signal;
    const stop = (): void => shared.abort(closing?.reason);
    closing?.addEventListener("abort", stop, { once: true });
    const end = (outcome: Result["outcome"]): void => {
      closing?.removeEventListener("abort", stop);
      // Deleted or replaced meanwhile.
      if (this.#running.get(key)?.shared !== shared) return;
      this.#running.delete(key);
      const at = this.environment().clock.now();
      if (this.#isKept(asked, outcome, shared)) this.#use(key, { at, revision, outcome });
      if ("value" in outcome) this.disk?.set(key, { at, revision, value: outcome.value }, owner);
      this.#forgetOldest();
    };
    shared.result.then(
      (value) => end({ value }),
      (error: unknown) => end({ error }),
    );
    return shared;
  }

  /** An error replaces only another error, and only if errors are kept. */
  #isKept({ key, revision }: Asked, outcome: Result["outcome"], shared: SharedCall<unknown>): boolean {
    if ("value" in outcome) return true;
    const { ttlMs, staleMs, failuresMs } = this.limits;
    const old = this.#results.get(key);
    const isOldUsable =
      old?.revision === revision && old !== undefined && "value" in old.outcome && this.#ageOf(old) < ttlMs + staleMs;
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
