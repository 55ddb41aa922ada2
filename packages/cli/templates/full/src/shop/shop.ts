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

/** What the platform knows about a played game. */
export interface Progress {
  readonly minutesPlayed: number;
  /** Unix seconds. */
  readonly lastPlayed: number;
  readonly achievements: readonly { readonly id: string; /** Unix seconds. */ readonly unlocked: number }[];
}

/** The interface that the integration expects of the platform. */
export abstract class Shop {
  /** The page where the user logs in; undefined for a shop without a login. */
  abstract readonly loginPage: string | undefined;
  /** @throws `AuthenticationRequired` if the shop does not accept the token */
  abstract account(token: string): Promise<Account>;
  abstract purchases(): Promise<readonly Purchase[]>;
  abstract progress(gameId: string): Promise<Progress>;
}
