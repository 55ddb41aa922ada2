/**
 * What the versions of GALAXY do differently. Each of these has broken integrations that work without it. The sources are users' logs
 * and the notes of authors.
 */
export interface Behavior {
  /** The login window does not end at an address of this computer, such as `http://127.0.0.1:8080/done`. */
  readonly ignoresLoopback: boolean;
  /** The login window does not end at an address that a page shows without loading it: a fragment, or `history.pushState()`. */
  readonly ignoresSinglePageNavigation: boolean;
  /** A right click does nothing in the login window. */
  readonly blocksContextMenu: boolean;
  /** Links that would open another window do nothing in the login window. */
  readonly blocksOutsideLinks: boolean;
  /** Owned games are dropped if the response about subscriptions comes before theirs. */
  readonly needsOwnedGamesFirst: boolean;
  /** `start_game_times_import` is repeated while the first one is running. */
  readonly repeatsImports: boolean;
  /** Local games are never asked for: the client knows only what the integration notifies it of. */
  readonly skipsLocalGames: boolean;
}

const none: Behavior = {
  ignoresLoopback: false,
  ignoresSinglePageNavigation: false,
  blocksContextMenu: false,
  blocksOutsideLinks: false,
  needsOwnedGamesFirst: false,
  repeatsImports: false,
  skipsLocalGames: false,
};

/** The behavior of each version of GALAXY that users have. Some clients skip local games, which no version is known to do always. */
export const behaviors = {
  "2.0": none,
  "2.1": {
    ...none,
    ignoresLoopback: true,
    ignoresSinglePageNavigation: true,
    blocksContextMenu: true,
    blocksOutsideLinks: true,
    needsOwnedGamesFirst: true,
    repeatsImports: true,
  },
} as const satisfies Record<string, Behavior>;

/** A version of GALAXY that users have: 2.0 on Intel Macs, 2.1 everywhere else. */
export type ClientVersion = keyof typeof behaviors;

/** The version that almost all users have. */
export const CURRENT_VERSION: ClientVersion = "2.1";
