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

/** Everything that the client knows of a game. A field that is absent has not been told. */
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
  /** `null` when the integration does not know it. */
  readonly osCompatibility?: OSCompatibility | null;
  /** Bytes; `null` when the integration does not know it. */
  readonly localSize?: number | null;
}

/** A friend, or somebody whose presence was told. */
export interface KnownFriend extends Partial<UserInfo> {
  readonly userId: string;
  readonly presence?: UserPresence;
}

/** A subscription with the games that come with it. */
export interface KnownSubscription extends Subscription {
  /** Absent until told; `null` when the integration does not know them. */
  readonly games?: readonly SubscriptionGame[] | null;
}

/** A conversation with the messages that were announced. */
export interface KnownRoom extends Room {
  readonly messages: readonly Message[];
}

/** What the client has learned from an integration: plain data, ready for JSON. */
export interface Library {
  readonly platform?: Platform;
  /** As announced. */
  readonly features: readonly string[];
  readonly user?: Authentication;
  readonly games: Readonly<Record<string, KnownGame>>;
  readonly friends: Readonly<Record<string, KnownFriend>>;
  readonly subscriptions: Readonly<Record<string, KnownSubscription>>;
  readonly rooms: Readonly<Record<string, KnownRoom>>;
  /** What `store_credentials` left behind; handed back at the next start. */
  readonly credentials?: Credentials;
  /** What `push_cache` left behind; handed back at the next start. */
  readonly cache: JsonObject;
}
