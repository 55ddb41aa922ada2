import type { PartState } from "@galaxy-kit/protocol";
import type { Clock, InjectionKey, Logger } from "@galaxy-kit/sdk";
import type { WaitForClient } from "../lifecycle/milestones.js";
import type { CallTrace } from "../logging/call-trace.js";
import type { SecretRegistry } from "../logging/secret-registry.js";
import type { LogSink } from "../logging/stderr-sink.js";
import type { Parts } from "../parts/load-parts.js";
import type { WaitingHandler } from "../routing/gate.js";
import type { Route } from "../routing/route.js";
import type { OnFailure } from "../rpc/error-object.js";
import type { PluginDefinition } from "../scanning/definition.js";
import type { Transport } from "../transport/transport.js";
import type { CallRunner } from "../wiring/handlers.js";

/** The options of a run. */
export interface StartOptions {
  /** From `readDefinition`. */
  readonly definition: PluginDefinition;
  /** From `loadParts`, for the methods of the definition. */
  readonly parts?: Parts;
  readonly token: string;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly log: Logger;
  readonly secrets: SecretRegistry;
  /** Gets the states of the parts, if the part of the kernel that writes them was loaded. */
  readonly stateSink?: LogSink;
  /** The same one that the log uses. */
  readonly trace?: CallTrace;
  readonly runCall?: CallRunner;
  /** Called with each error that the client gets, before it is sent. */
  readonly onFailure?: OnFailure;
  /** Waits for something that the client does. A test kit has its own, to know what waits for the test. */
  readonly waitForClient?: WaitForClient;
  /** Called with a mistake in a result that the client gets no message about. */
  readonly onUnsent?: (mistake: string) => void;
}

/** A running integration. */
export interface RunningPlugin {
  readonly features: readonly string[];
  /** The methods that the client can call, and their handlers. */
  readonly routes: readonly Route[];
  /** What the parts of the integration are doing. */
  readonly parts: readonly PartState[];
  /** The handlers that are not called before a milestone, at the moment. */
  readonly waiting: Iterable<WaitingHandler>;
  /** Resolves a moment after the handshake, when the client takes notifications and has not requested anything yet; may be never. */
  readonly settled: Promise<void>;
  /** Resolves when the run has ended, from either side; to an error if it could not continue. */
  readonly closed: Promise<Error | undefined>;
  /** Returns the instance that is injected for a class or a token in this run. */
  resolve<T>(key: InjectionKey<T>): T;
  /** Ends the run as if the client had hung up. */
  close(): Promise<void>;
}
