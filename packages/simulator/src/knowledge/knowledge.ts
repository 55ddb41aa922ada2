import type {
  Authentication,
  Credentials,
  JsonObject,
  Message,
  Platform,
  Room,
  Subscription,
  SubscriptionGame,
  UserInfo,
  UserPresence,
} from "@galaxy-kit/protocol";
import { Collection } from "./collection.js";
import { Games } from "./games.js";
import type { KnownFriend, KnownRoom, KnownSubscription, Library } from "./library.js";

/** Per room, since a chat never ends. */
const MAX_MESSAGES = 1_000;

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Everything the client knows. The conversation updates it; {@link Library} is its public view. */
export class Knowledge {
  readonly games = new Games();
  readonly friends = new Collection<KnownFriend>();
  readonly subscriptions = new Collection<KnownSubscription>();
  readonly rooms = new Collection<KnownRoom>();
  readonly #library: Writable<Library>;

  constructor(stored: { readonly credentials?: Credentials; readonly cache?: JsonObject }) {
    this.#library = {
      features: [],
      games: this.games.view,
      friends: this.friends.view,
      subscriptions: this.subscriptions.view,
      rooms: this.rooms.view,
      cache: stored.cache ?? {},
      ...(stored.credentials && { credentials: stored.credentials }),
    };
  }

  get library(): Library {
    return this.#library;
  }

  /**
   * Cache and credentials as the integration receives them at startup. The client keeps both in one record, which `push_cache`
   * replaces as a whole: pushing a cache without the credentials logs the user out.
   */
  get record(): JsonObject {
    const { cache, credentials } = this.#library;
    return credentials ? { ...cache, credentials } : cache;
  }

  setIntegration(platform: Platform, features: readonly string[]): void {
    this.#library.platform = platform;
    this.#library.features = features;
  }

  setUser(user: Authentication): void {
    this.#library.user = user;
  }

  setCredentials(credentials: Credentials | undefined): void {
    if (credentials) this.#library.credentials = credentials;
    else delete this.#library.credentials;
  }

  setCache(cache: JsonObject): void {
    this.#library.cache = cache;
  }

  replaceFriends(friends: readonly UserInfo[]): string[] {
    const presences = new Map(this.friends.ids().map((id) => [id, this.friends.get(id)?.presence]));
    this.friends.clear();
    for (const friend of friends) {
      const presence = presences.get(friend.userId);
      this.friends.set(friend.userId, { ...friend, ...(presence && { presence }) });
    }
    return [...new Set([...presences.keys(), ...friends.map((friend) => friend.userId)])];
  }

  setFriend(friend: UserInfo): void {
    const presence = this.friends.get(friend.userId)?.presence;
    this.friends.set(friend.userId, { ...friend, ...(presence && { presence }) });
  }

  setPresence(userId: string, presence: UserPresence): void {
    this.friends.set(userId, { ...(this.friends.get(userId) ?? { userId }), presence });
  }

  replaceSubscriptions(subscriptions: readonly Subscription[]): string[] {
    const before = this.subscriptions.ids();
    this.subscriptions.clear();
    for (const subscription of subscriptions) this.subscriptions.set(subscription.subscriptionName, subscription);
    return [...new Set([...before, ...this.subscriptions.ids()])];
  }

  /** Games arrive in pages; the first page of an import replaces the previous games. */
  addSubscriptionGames(name: string, page: readonly SubscriptionGame[] | null, isFirst: boolean): void {
    const subscription = this.subscriptions.get(name);
    if (!subscription) return;
    const before = isFirst ? null : (subscription.games ?? null);
    const games = page === null ? before : [...(before ?? []), ...page];
    this.subscriptions.set(name, { ...subscription, games });
  }

  replaceRooms(rooms: readonly Room[]): string[] {
    const before = new Map(this.rooms.ids().map((id) => [id, this.rooms.get(id)?.messages ?? []]));
    this.rooms.clear();
    for (const room of rooms) this.rooms.set(room.roomId, { ...room, messages: before.get(room.roomId) ?? [] });
    return [...new Set([...before.keys(), ...this.rooms.ids()])];
  }

  updateRoom(roomId: string, unreadMessageCount: number | undefined, messages: readonly Message[]): void {
    const room = this.rooms.get(roomId) ?? { roomId, unreadMessageCount: 0, messages: [] };
    this.rooms.set(roomId, {
      ...room,
      ...(unreadMessageCount !== undefined && { unreadMessageCount }),
      messages: [...room.messages, ...messages].slice(-MAX_MESSAGES),
    });
  }

  /** Removes everything about the user, but not about the integration itself. */
  wipe(): void {
    for (const collection of [this.games, this.friends, this.subscriptions, this.rooms]) collection.clear();
    delete this.#library.user;
    this.setCredentials(undefined);
    this.setCache({});
  }
}
