import type { Credentials, JsonObject } from "@galaxy-kit/protocol";
import type { Clock } from "../clock.js";
import type { RefreshResponder } from "../conversation/client-context.js";
import type { LoginWindow } from "../login-window/login-window.js";
import type { IntegrationSource } from "../process/integration.js";
import type { Store } from "../storage/store.js";
import type { Timings } from "../timings.js";

/** How a client is set up. */
export interface SimulatedClientOptions {
  readonly integration: IntegrationSource;
  /** The real client's where nothing is said. */
  readonly timings?: Partial<Timings>;
  /** Keeps credentials and cache for the next client. In memory where nothing is said. */
  readonly store?: Store;
  /** What an earlier session has stored; a record in the store comes first. */
  readonly credentials?: Credentials;
  /** What an earlier session has pushed; a record in the store comes first. */
  readonly cache?: JsonObject;
  /** Without it, an integration that asks for a login window is not connected. */
  readonly loginWindow?: LoginWindow;
  /** Answers the stored credentials where nothing is said. */
  readonly refreshCredentials?: RefreshResponder;
  /** Show credentials, cookies and the cache in the journal. */
  readonly showSecrets?: boolean;
  /** A longer line is thrown away. 256 MiB where nothing is said. */
  readonly maxLineBytes?: number;
  /** How many messages the journal keeps. 10,000 where nothing is said. */
  readonly keptMessages?: number;
  /** How many bytes of messages the journal keeps: of older ones, it forgets what they said. 64 MiB where nothing is said. */
  readonly keptBytes?: number;
  /** Ask for nothing after the handshake but for pings, until {@link SimulatedClient.synchronize} is called. */
  readonly handshakeOnly?: boolean;
  readonly clock?: Clock;
}

/** How an integration is started again. */
export interface RestartOptions {
  /** For the user to read, as long as it is starting. */
  readonly reason?: string;
  /** What is started, from now on; the same as before where nothing is said. */
  readonly source?: IntegrationSource;
}
