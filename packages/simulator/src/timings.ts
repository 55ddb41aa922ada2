/** Every delay and time limit of the client, in milliseconds. */
export interface Timings {
  /** From the connection to `get_capabilities`. */
  readonly capabilities: number;
  /** From the response to `get_capabilities` to `initialize_cache`. */
  readonly cache: number;
  /** From the response to `initialize_cache` until notifications are accepted. Earlier ones are dropped. */
  readonly started: number;
  /** From the response to `initialize_cache` to the first `ping`. */
  readonly firstPing: number;
  /** From one `ping` to the next. */
  readonly pingEvery: number;
  /** From the end of the handshake to `import_local_games`, or to `init_authentication` if that is not announced. */
  readonly firstRequests: number;
  /** From `import_local_games` to `init_authentication`, which does not wait for the response. */
  readonly authentication: number;
  /** From the login to `import_owned_games`, the second `import_local_games` and the other lists. */
  readonly afterLogin: number;
  /** From the response to `import_owned_games` to the imports about each game. */
  readonly gameImports: number;

  /** How long an integration may take to connect. */
  readonly connectLimit: number;
  /** How long the response to each request of the handshake may take. */
  readonly handshakeLimit: number;
  /** How long the response to a `ping` may take. */
  readonly pingLimit: number;
  /** How long the response to `import_owned_games` may take. */
  readonly ownedGamesLimit: number;
  /** How long a process may run after its connection was closed, before it is killed. */
  readonly killLimit: number;
  /** How long the response to `shutdown` may take in a graceful close. */
  readonly shutdownLimit: number;
  /**
   * How long the message that an import has finished may take after all of its ids were answered, while no import sends
   * anything: the Python API sends this message only after everything that it started earlier.
   */
  readonly finishedLimit: number;
}

/** The typical timings of the real client: see {@link variedTimings} for how they vary. `connectLimit` and `finishedLimit` are ours: those of the real client are unknown. */
export const realTimings: Timings = {
  capabilities: 50,
  cache: 100,
  started: 9,
  firstPing: 100,
  pingEvery: 5_050,
  firstRequests: 1_500,
  authentication: 110,
  afterLogin: 110,
  gameImports: 190,

  connectLimit: 30_000,
  handshakeLimit: 10_000,
  pingLimit: 15_000,
  ownedGamesLimit: 120_000,
  // The Python API notices the end of the connection up to a second late, and must not be killed for that.
  killLimit: 1_500,
  shutdownLimit: 30_000,
  finishedLimit: 5_000,
};

/**
 * The same sequence without the delays. Everything that distinguishes a good integration from a bad one is unchanged: the limits, and
 * the moment after `initialize_cache` in which notifications are dropped.
 */
export const quickTimings: Timings = {
  ...realTimings,
  capabilities: 0,
  cache: 0,
  firstPing: 0,
  firstRequests: 0,
  authentication: 0,
  afterLogin: 0,
  gameImports: 0,
  finishedLimit: 1_000,
};
