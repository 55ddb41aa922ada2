import { array, count, object, oneOf, optional, string } from "../codec/index.js";
import type { PartKind } from "./part-kind.js";

/** What looks at processes to find out which games are running. */
export interface GamesPart {
  /** The class. */
  readonly name: string;
  readonly running: readonly RunningGame[];
  /** How many installed games are watched. */
  readonly watched: number;
  /** Why the processes cannot be read. */
  readonly error?: string | undefined;
}

/** The session of a game that is running. */
export interface RunningGame {
  readonly gameId: string;
  readonly startedAt: number;
  /** How long it has run so far, without the time that the computer slept. */
  readonly seconds: number;
  /** Where it was started. */
  readonly how: "galaxy" | "outside";
}

export const gamesPart: PartKind<GamesPart> = {
  codec: object<GamesPart>("running games", {
    name: string,
    running: array(
      object<RunningGame>("a running game", {
        gameId: string,
        startedAt: count,
        seconds: count,
        how: oneOf(["galaxy", "outside"]),
      }),
    ),
    watched: count,
    error: optional(string),
  }),
  isInTrouble: ({ error }) => error !== undefined,
};
