// Shared by the type tests in this folder. Values are declared the way an author's own code would declare them.
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
} from "../../src/index.js";

/** A backend knows more about a game than GALAXY needs. */
export interface ShopGame extends Game {
  readonly price: number;
}

export interface ShopIdentity extends Authentication {
  readonly email: string;
}

/** A model without one of its required fields. */
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

/** The object that a method decorator is applied to. */
export declare const instance: object;

/** Applies a decorator to a method: shorter than a class, for tests of the types of the method alone. */
export declare function decorate<Method>(
  decorator: NoInfer<(target: object, name: string, descriptor: TypedPropertyDescriptor<Method>) => void>,
  method: Method,
): void;
