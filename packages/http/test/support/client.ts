import { setTimeout } from "node:timers/promises";
import { Clock } from "@galaxy-kit/sdk";
import { afterEach } from "@jest/globals";
import { HttpClient, HttpContext } from "../../src/index.js";
import { FakeLifetime } from "./fake-lifetime.js";
import { FakeLogger } from "./fake-logger.js";

const running: FakeLifetime[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((lifetime) => lifetime.end()));
});

class SystemClock extends Clock {
  now(): number {
    return Date.now();
  }

  override monotonic(): number {
    return performance.now();
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return setTimeout(milliseconds, undefined, signal && { signal });
  }
}

/** Creates a client with its own run, which ends with the test. */
export function newClient(clock: Clock = new SystemClock()): {
  http: HttpClient;
  lifetime: FakeLifetime;
  log: FakeLogger;
} {
  const lifetime = new FakeLifetime();
  const log = new FakeLogger();
  running.push(lifetime);
  return { http: new HttpClient(new HttpContext(lifetime, log, clock)), lifetime, log };
}

/** Resolves to the error that a promise rejects with. */
export async function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (value) => Promise.reject(new Error("Expected a rejection", { cause: value })),
    (error: unknown) => error,
  );
}
