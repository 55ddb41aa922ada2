// Values that the type tests of this folder share. Each is declared as an author's own code would have it.
import type {
  Achievement,
  Authentication,
  Game,
  GameLibrarySettings,
  GameTime,
  LocalGame,
  Message,
  NextStep,
  Room,
  Subscription,
  SubscriptionGame,
  UserInfo,
  UserPresence,
  UserProfile,
} from "../src/index.js";

/** What a backend knows of a game is more than GALAXY asks for. */
export interface ShopGame extends Game {
  readonly price: number;
}

export interface ShopIdentity extends Authentication {
  readonly email: string;
}

/** A model with a required field missing. */
export type Without<T, Field extends keyof T> = Omit<T, Field>;

export declare const identity: Authentication;
export declare const shopIdentity: ShopIdentity;
export declare const loginPage: NextStep;

export declare const games: Game[];
export declare const shopGames: ShopGame[];
export declare const localGames: LocalGame[];
export declare const subscriptions: Subscription[];
export declare const friends: UserInfo[];

export declare const achievements: Achievement[];
export declare const gameTime: GameTime;
export declare const librarySettings: GameLibrarySettings;
export declare const presence: UserPresence;
export declare const subscriptionGames: SubscriptionGame[];

export declare const rooms: Room[];
export declare const messages: Message[];
export declare const profiles: UserProfile[];
