import type { JsonObject } from "@galaxy-kit/protocol";
import type { Clock, Lifetime } from "@galaxy-kit/sdk";
import type { KernelPersistentCache } from "../injectables/persistent-cache.js";
import type { Notifier } from "../rpc/notifier.js";
import type { LifecycleMethods } from "./lifecycle-methods.js";

/** The real client drops notifications for 9 ms after the response that completes the handshake; its first ping comes after 100. */
const HOLD_MS = 50;

interface HandshakeParts {
  readonly cache: KernelPersistentCache;
  readonly notifier: Notifier;
  readonly lifecycle: LifecycleMethods;
  readonly clock: Clock;
  readonly lifetime: Lifetime;
  /** Called when the client can take notifications. */
  readonly onSettled: () => void;
}

/**
 * Completes the handshake: takes the client's cache, and holds notifications back until the client can take them.
 *
 * @returns what to do once the response has been sent
 */
export function completeHandshake(data: JsonObject, parts: HandshakeParts): () => void {
  const { cache, notifier, lifecycle, clock, lifetime, onSettled } = parts;
  cache.receive(data);
  notifier.hold();
  const callHandshakeMethods = lifecycle.begin();
  return () => {
    void clock.sleep(HOLD_MS, lifetime.signal).then(
      () => {
        notifier.release();
        onSettled();
      },
      () => undefined,
    );
    callHandshakeMethods();
  };
}
