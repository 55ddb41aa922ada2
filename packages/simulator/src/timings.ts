/** Every wait and every limit of the client, in milliseconds. */
export interface Timings {
  /** From the connection to `get_capabilities`. */
  readonly capabilities: number;
  /** From the answer of `get_capabilities` to `initialize_cache`. */
  readonly cache: number;
  /** From the answer of `initialize_cache` until notifications are heard; those that come sooner are dropped. */
  readonly started: number;
  /** From the answer of `initialize_cache` to the first `ping`. */
  readonly firstPing: number;
  /** From one `ping` to the next. */
  readonly pingEvery: number;
  /** From the start to `import_local_games`, or to `init_authentication` where there are none to import. */
  readonly firstRequests: number;
  /** From `import_local_games` to `init_authentication`, which does not wait for its answer. */
  readonly authentication: number;
  /** From the answer of `import_owned_games` to the imports about each game. */
  readonly gameImports: number;

  /** How long an integration may take to connect. */
  readonly connectLimit: number;
  /** How long each request of the handshake may take. */
  readonly handshakeLimit: number;
  /** How long a `ping` may take. */
  readonly pingLimit: number;
  /** How long `import_owned_games` may take. */
  readonly ownedGamesLimit: number;
  /** How long a process may go on after its connection was closed, before it is killed. */
  readonly killLimit: number;
  /** How long `shutdown` may take, when it is asked for graceful. */
  readonly shutdownLimit: number;
  /**
   * How long an import that has answered the last of its ids may take to say that it is finished, with nothing heard of any
   * import: the Python API says so only when all that it had begun before is done.
   */
  readonly finishedLimit: number;
}

/** The real client's. `connectLimit` and `finishedLimit` are ours: nobody has seen what the real client does there. */
export const realTimings: Timings = {
  capabilities: 50,
  cache: 100,
  started: 9,
  firstPing: 100,
  pingEvery: 5_050,
  firstRequests: 1_500,
  authentication: 110,
  gameImports: 190,

  connectLimit: 30_000,
  handshakeLimit: 10_000,
  pingLimit: 15_000,
  ownedGamesLimit: 120_000,
  // The Python API notices up to a second later that it is to end, and needs a moment then. It is not to be killed for that.
  killLimit: 1_500,
  shutdownLimit: 30_000,
  finishedLimit: 5_000,
};

/**
 * The same order without the waits. What tells a good integration from a bad one stays as it is: the limits, and the
 * moment after `initialize_cache` in which notifications are dropped.
 */
export const quickTimings: Timings = {
  ...realTimings,
  capabilities: 0,
  cache: 0,
  firstPing: 0,
  firstRequests: 0,
  authentication: 0,
  gameImports: 0,
  finishedLimit: 1_000,
};
