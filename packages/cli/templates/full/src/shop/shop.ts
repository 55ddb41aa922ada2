/** The user who is logged in. */
export interface Account {
  readonly id: string;
  readonly name: string;
}

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

/** The interface that the integration expects of the platform. */
export abstract class Shop {
  /** The page where the user logs in; undefined for a shop without a login. */
  abstract readonly loginPage: string | undefined;
  /** @throws `AuthenticationRequired` if the shop does not accept the token */
  abstract account(token: string): Promise<Account>;
  abstract purchases(): Promise<readonly Purchase[]>;
  abstract playTimes(): Promise<readonly PlayTime[]>;
  abstract achievements(gameId: string): Promise<readonly Unlocked[]>;
}
