import type {
  Achievement,
  Authentication,
  Credentials,
  Dlc,
  JsonObject,
  LicenseInfo,
  LocalGameState,
  Message,
  OSCompatibility,
  Platform,
  Room,
  Subscription,
  SubscriptionGame,
  UserInfo,
  UserPresence,
} from "@galaxy-kit/protocol";

/** Everything that the client knows about a game. An absent field has not been reported. */
export interface KnownGame {
  readonly gameId: string;
  readonly owned: boolean;
  readonly gameTitle?: string;
  readonly dlcs?: readonly Dlc[];
  readonly licenseInfo?: LicenseInfo;
  readonly localGameState?: LocalGameState;
  readonly achievements?: readonly Achievement[];
  /** Minutes. */
  readonly timePlayed?: number;
  /** Unix seconds. */
  readonly lastPlayedTime?: number;
  readonly tags?: readonly string[];
  readonly hidden?: boolean;
  /** `null` if the integration does not know it. */
  readonly osCompatibility?: OSCompatibility | null;
  /** Bytes; `null` if the integration does not know it. */
  readonly localSize?: number | null;
}

/** A friend, or a user whose presence was reported. */
export interface KnownFriend extends Partial<UserInfo> {
  readonly userId: string;
  readonly presence?: UserPresence;
}

/** A subscription and the games in it. */
export interface KnownSubscription extends Subscription {
  /** Absent until reported; `null` if the integration does not know them. */
  readonly games?: readonly SubscriptionGame[] | null;
}

/** A chat room and the messages that were reported. */
export interface KnownRoom extends Room {
  readonly messages: readonly Message[];
}

/** Everything the client knows from an integration: plain data, ready for JSON. */
export interface Library {
  readonly platform?: Platform;
  /** The features that the integration announced. */
  readonly features: readonly string[];
  readonly user?: Authentication;
  readonly games: Readonly<Record<string, KnownGame>>;
  readonly friends: Readonly<Record<string, KnownFriend>>;
  readonly subscriptions: Readonly<Record<string, KnownSubscription>>;
  readonly rooms: Readonly<Record<string, KnownRoom>>;
  /** Stored by `store_credentials`, and passed to the integration at its next start. */
  readonly credentials?: Credentials;
  /** Stored by `push_cache`, and passed to the integration at its next start. */
  readonly cache: JsonObject;
}
