/** Who is logged in. */
export interface Account {
  readonly id: string;
  readonly name: string;
}

/** Something that the user has bought. */
export interface Purchase {
  readonly id: string;
  readonly title: string;
}

/** What the platform knows about a game that was played. */
export interface Progress {
  readonly minutesPlayed: number;
  /** Unix seconds. */
  readonly lastPlayed: number;
  readonly achievements: readonly { readonly id: string; /** Unix seconds. */ readonly unlocked: number }[];
}

/** The platform, as this integration needs it. */
export abstract class Shop {
  /** Where the user logs in; absent for a shop that knows the user without. */
  abstract readonly loginPage: string | undefined;
  abstract account(token: string): Promise<Account>;
  abstract purchases(): Promise<readonly Purchase[]>;
  abstract progress(gameId: string): Promise<Progress>;
}
