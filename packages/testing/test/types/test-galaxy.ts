import { type Achievement, type Clock, type Game, Logger, OwnedGames, token, type UserInfo } from "@galaxy-kit/sdk";
import {
  FakeApi,
  FakeClock,
  FakeProcesses,
  startOAuthServer,
  startTestPlugin,
  type TestGalaxy,
} from "../../src/index.js";

class Shop {
  @OwnedGames()
  owned(): Game[] {
    return [];
  }
}

const URL = token<string>("URL");
declare const galaxy: TestGalaxy;
declare const clock: Clock;
declare const api: FakeApi;

// Each result has the type of what it holds: assignments to it would also accept `any`.
type Same<One, Other> = (<T>() => T extends One ? 1 : 2) extends <T>() => T extends Other ? 1 : 2 ? true : false;
declare function same<One, Other>(...mismatch: Same<One, Other> extends true ? [] : [One, Other]): void;

const achievements = await galaxy.importAchievements(["1"]);
same<typeof achievements.values, ReadonlyMap<string, readonly Achievement[]>>();
const friends = await galaxy.importFriends();
same<typeof friends, readonly UserInfo[]>();
const added = galaxy.received("friendAdded");
same<(typeof added)[number], { friendInfo: UserInfo }>();
const next = await galaxy.nextNotification("friendAdded");
same<typeof next, { friendInfo: UserInfo }>();
const logger = galaxy.get(Logger);
same<typeof logger, Logger>();
const url = galaxy.get(URL);
same<typeof url, string>();
const { items } = galaxy.source("friends");
same<typeof items, ReadonlyMap<string, UserInfo>>();

await startTestPlugin(Shop, { overrides: [{ provide: URL, useValue: "" }], startTime: 0, system: "win32" });
// @ts-expect-error the class itself
await startTestPlugin(new Shop());
// @ts-expect-error it is overrides
await startTestPlugin(Shop, { providers: [] });
// @ts-expect-error a time cannot be read from a clock that goes by itself
await startTestPlugin(Shop, { clock });
// @ts-expect-error Node calls it "win32"
await startTestPlugin(Shop, { system: "windows" });
// @ts-expect-error a cache is JSON
await startTestPlugin(Shop, { cache: { at: new Date() } });
// @ts-expect-error a list of ids
await galaxy.importGameTimes("1");
// @ts-expect-error there is no such notification
galaxy.received("friendsAdded");
// @ts-expect-error there is no such notification
await galaxy.nextNotification("friendsAdded");
// @ts-expect-error there is no such source
galaxy.source("librarySettings");
// @ts-expect-error make a token
galaxy.get("URL");
// @ts-expect-error endUri is missing
await galaxy.passLoginCredentials({ cookies: [] });
// @ts-expect-error it is endUri
await galaxy.passLoginCredentials({ end_uri: "" });

await new FakeClock(0).advance("1.5s");
// @ts-expect-error a duration has a unit
await new FakeClock(0).advance(1500);
new FakeClock(0).jump("-1h");

api.get("/games/:id", ({ params, query }) => ({ id: params["id"], page: query.get("page") }));
api.fail("hangs", { times: 1, path: "/games" });
api.pages("/games", { items: () => [1, 2], body: (items) => ({ sum: items[0]! + 1 }) });
// @ts-expect-error there is no such failure
api.fail("timeout");
// @ts-expect-error a number of times
api.fail(503, { times: "2" });
// @ts-expect-error a duration has a unit
api.delay(5);
// @ts-expect-error items are listed
api.pages("/games", { items: [1, 2] });
// @ts-expect-error items are numbers
api.pages("/games", { items: () => [1, 2], body: (items: readonly string[]) => items });
// @ts-expect-error a limit has a period
api.limit({ requests: 5 });
// @ts-expect-error it waits by a clock
await FakeApi.start({});
// @ts-expect-error it waits by a clock
await startOAuthServer({});
// @ts-expect-error it counts time by a clock
new FakeProcesses();
