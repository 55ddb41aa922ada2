/** One time that a game is played. */
export interface GameSession {
  /** Unique, and the same after a restart of the integration during the game. */
  readonly id: string;
  readonly gameId: string;
  /** In milliseconds since 1970: the click on Play, or the start time of the process if the game was started outside GALAXY. */
  readonly startedAt: number;
  /** When the game was last seen running, in milliseconds since 1970: its end, once the session is over. */
  readonly seenAt: number;
  /** How long the game has run so far, without the time that the computer slept. */
  readonly seconds: number;
  /** `galaxy` if the user clicked Play in GALAXY. */
  readonly how: "galaxy" | "outside";
}

/** The beginning or the end of a session. */
export interface SessionEvent {
  readonly type: "started" | "stopped";
  readonly session: GameSession;
}
