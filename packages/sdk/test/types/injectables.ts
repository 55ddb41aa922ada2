import {
  type Clock,
  type CredentialStore,
  type GalaxyClient,
  type Lifetime,
  type Logger,
  type PersistentCache,
  type Secrets,
} from "../../src/index.js";
import { achievements, friends, games, gameTime, localGames, messages, presence, type Without } from "./support.js";

declare const galaxy: GalaxyClient;
declare const cache: PersistentCache;
declare const clock: Clock;
declare const credentials: CredentialStore;
declare const lifetime: Lifetime;
declare const log: Logger;
declare const secrets: Secrets;
declare const signal: AbortSignal;
declare const timeless: Without<typeof gameTime, "gameId">;
const [achievement, friend, game, localGame] = [achievements[0]!, friends[0]!, games[0]!, localGames[0]!];

galaxy.addGame(game);
galaxy.updateGame(game);
galaxy.removeGame(game.gameId);
galaxy.unlockAchievement(game.gameId, achievement);
galaxy.updateLocalGameStatus(localGame);
galaxy.updateGameTime(gameTime);
galaxy.addFriend(friend);
galaxy.updateFriend(friend);
galaxy.removeFriend(friend.userId);
galaxy.updateUserPresence(friend.userId, presence);
galaxy.updateChatRoom("1", { unreadMessageCount: undefined, messages });
galaxy.storeCredentials({ token: "1" });
galaxy.notify("anything", { nested: [1, null] });
// @ts-expect-error a local game is not an owned game
galaxy.addGame(localGame);
// @ts-expect-error a friend is not a game
galaxy.updateGame(friend);
// @ts-expect-error it takes an id
galaxy.removeGame(game);
// @ts-expect-error the id of the game comes first
galaxy.unlockAchievement(achievement, game.gameId);
// @ts-expect-error a list is sent one by one
galaxy.unlockAchievement(game.gameId, achievements);
// @ts-expect-error an owned game has no state
galaxy.updateLocalGameStatus(game);
// @ts-expect-error gameId is missing
galaxy.updateGameTime(timeless);
// @ts-expect-error a game is not a friend
galaxy.addFriend(game);
// @ts-expect-error a game is not a friend
galaxy.updateFriend(game);
// @ts-expect-error it takes an id
galaxy.removeFriend(friend);
// @ts-expect-error the id of the user comes first
galaxy.updateUserPresence(presence, friend.userId);
// @ts-expect-error a game is not a presence
galaxy.updateUserPresence(friend.userId, game);
// @ts-expect-error an id is a string
galaxy.updateChatRoom(1, {});
// @ts-expect-error texts are not messages
galaxy.updateChatRoom("1", { messages: ["Hi"] });
// @ts-expect-error a number
galaxy.updateChatRoom("1", { unreadMessageCount: "2" });
// @ts-expect-error credentials are an object
galaxy.storeCredentials("token");
// @ts-expect-error a Date is not JSON
galaxy.notify("anything", { at: new Date() });
// @ts-expect-error params are an object
void galaxy.refreshCredentials("token");
// @ts-expect-error a response is JSON, of any kind
export const refreshed: Promise<string> = galaxy.refreshCredentials({});

cache.set("games", [{ id: 1, tags: null }]);
// @ts-expect-error a Map is not JSON
cache.set("games", new Map());
// @ts-expect-error delete it instead
cache.set("games", undefined);
// @ts-expect-error a key is a string
cache.set(1, "one");
// @ts-expect-error there may be nothing, or anything
export const cached: string = cache.get("games");
// @ts-expect-error keys are a list
export const isEmpty: boolean = cache.keys();

void clock.sleep(1000, signal);
// @ts-expect-error milliseconds, not a duration
void clock.sleep("1s");
// @ts-expect-error there may be none
export const token: unknown = credentials.current.token;
// @ts-expect-error credentials are an object
credentials.save("token");
lifetime.onShutdown(async () => {});
// @ts-expect-error nothing receives the result
lifetime.onShutdown(() => 1);
log.named("shop").warn("No games", { count: 0 });
// @ts-expect-error an error is a field: { error }
log.error(new Error("No games"));
// @ts-expect-error fields are an object
log.info("No games", 0);
secrets.add("token", { lastOf: "login" });
// @ts-expect-error it masks text
secrets.mask(5);
