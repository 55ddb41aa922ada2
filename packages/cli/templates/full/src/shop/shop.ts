/** A game that the user bought. */
export interface Purchase {
  readonly id: string;
  readonly title: string;
}

/** How long a game was played. */
export interface PlayTime {
  readonly id: string;
  readonly minutes: number;
  /** Unix seconds. */
  readonly lastPlayed: number;
}

/** An achievement that the user has unlocked. */
export interface Unlocked {
  readonly id: string;
  /** Unix seconds. */
  readonly at: number;
}

/** What the library expects of the platform. */
export abstract class Shop {
  abstract purchases(): Promise<readonly Purchase[]>;
  abstract playTimes(): Promise<readonly PlayTime[]>;
  abstract achievements(gameId: string): Promise<readonly Unlocked[]>;
}
