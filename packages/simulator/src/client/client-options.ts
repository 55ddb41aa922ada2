import type { Credentials, JsonObject } from "@galaxy-kit/protocol";
import type { Behavior, ClientVersion } from "../behavior.js";
import type { Clock } from "../clock.js";
import type { RefreshResponder } from "../conversation/client-context.js";
import type { LoginWindow } from "../login-window/login-window.js";
import type { IntegrationSource } from "../process/integration.js";
import type { Store } from "../storage/store.js";
import type { Timings } from "../timings.js";

/** The options of a client. */
export interface SimulatedClientOptions {
  readonly integration: IntegrationSource;
  /** The typical timings of the real client by default. A function is called at each start: see {@link variedTimings}. */
  readonly timings?: Partial<Timings> | (() => Partial<Timings>);
  /** The version of GALAXY that it behaves like. 2.1 by default. */
  readonly version?: ClientVersion;
  /** Differences from the behavior of that version. */
  readonly behavior?: Partial<Behavior>;
  /** Keeps credentials and cache for the next client. In memory by default. */
  readonly store?: Store;
  /** The credentials of an earlier session. A record in the store takes precedence. */
  readonly credentials?: Credentials;
  /** The cache of an earlier session. A record in the store takes precedence. */
  readonly cache?: JsonObject;
  /** Without it, an integration that requests a login window stays unconnected. */
  readonly loginWindow?: LoginWindow;
  /** Responds to `refresh_credentials`. Returns the stored credentials by default. */
  readonly refreshCredentials?: RefreshResponder;
  /** Show credentials, cookies and the cache in the journal. */
  readonly showSecrets?: boolean;
  /** Longer lines are discarded. 256 MiB by default. */
  readonly maxLineBytes?: number;
  /** How many messages the journal keeps besides those about single items of imports. 10,000 by default. */
  readonly keptMessages?: number;
  /** How many bytes of messages the journal keeps; the content of older messages is dropped. 64 MiB by default. */
  readonly keptBytes?: number;
  /**
   * How many bytes the journal uses for the messages about single items of imports, which it compresses. 32 MiB by default:
   * about a million messages.
   */
  readonly keptItemBytes?: number;
  /** After the handshake, send only pings until {@link SimulatedClient.synchronize} is called. */
  readonly handshakeOnly?: boolean;
  readonly clock?: Clock;
}

/** The options of a restart. */
export interface RestartOptions {
  /** Shown to the user while the integration is starting. */
  readonly reason?: string;
  /** What to start from now on. The same source as before by default. */
  readonly source?: IntegrationSource;
}
