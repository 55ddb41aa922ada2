import {
  Friends,
  GalaxyPlugin,
  type Game,
  LicenseType,
  NoLogin,
  OwnedGames,
  Platform,
  Service,
  type SourceRun,
  UNCHANGED,
  type UserInfo,
} from "@galaxy-kit/sdk";
import {
  FakeApi,
  FakeClock,
  type FakeRequest,
  FakeResponse,
  startTestPlugin,
  type TestGalaxy,
} from "@galaxy-kit/testing";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { baseUrlOf, HttpApi, HttpClient } from "../src/index.js";

const Ids = z.array(z.string());
const Page = z.object({ id: z.string(), next: z.string().optional() });

@HttpApi()
class ShopApi extends HttpClient {}

@Service()
class Library {
  isBroken = false;
  isInPages = false;

  constructor(private readonly api: ShopApi) {}

  @OwnedGames({ refresh: "10m" })
  async owned(run: SourceRun<Game>) {
    if (this.isInPages) return await this.#pages(run);
    return await this.api.get("list", { ifChanged: run }).json(Ids, (ids) => this.#toGames(ids));
  }

  #pages(run: SourceRun<Game>) {
    return this.api.pages("list", {
      cursor: "at",
      next: ({ next }) => next,
      schema: Page,
      items: ({ id }) => this.#toGames([id]),
      ifChanged: run,
    });
  }

  #toGames(ids: string[]): Game[] {
    if (this.isBroken) throw new Error("a mistake in the integration");
    return ids.map((gameId) => ({
      gameId,
      gameTitle: gameId,
      licenseInfo: { licenseType: LicenseType.SinglePurchase },
    }));
  }

  @Friends({ refresh: "10m" })
  friends(run: SourceRun<UserInfo>) {
    const toFriends = (found: string[]) => found.map((userId) => ({ userId, userName: userId }));
    return this.api.get("list", { ifChanged: run }).json(Ids, toFriends);
  }
}

@GalaxyPlugin({ platform: Platform.Test, services: [Library] })
@NoLogin()
class ShopPlugin {}

let backend: FakeApi;
let galaxy: TestGalaxy;
let ids: string[];
/** What the server has sent so far. */
let sent: number[];

/** A server that recognizes its responses by a tag or a date. */
function respond({ headers }: FakeRequest): FakeResponse {
  const etag = `"${ids.join("-")}"`;
  const isKnown = headers["if-none-match"] === etag;
  sent.push(isKnown ? 304 : 200);
  return isKnown ? new FakeResponse("", { status: 304 }) : new FakeResponse(ids, { headers: { etag } });
}

async function start(clock: FakeClock): Promise<TestGalaxy> {
  const overrides = [{ provide: baseUrlOf(ShopApi), useValue: backend.url }];
  const started = await startTestPlugin(ShopPlugin, { clock, overrides });
  await started.authenticate();
  return started;
}

/** Until the integration has asked the next time. */
async function addGame(): Promise<void> {
  ids = ["tide", "moth", "dune"];
  await galaxy.clock.advance("10m");
}

/** The integration cannot use the answer that it gets first. */
async function addGameThatIsMissedOnce(): Promise<void> {
  galaxy.get(Library).isBroken = true;
  await addGame();
  galaxy.get(Library).isBroken = false;
  await galaxy.clock.advance("10m");
}

beforeEach(async () => {
  const clock = new FakeClock();
  sent = [];
  ids = ["tide", "moth"];
  backend = await FakeApi.start({ clock });
  backend.get("/list", respond);
  galaxy = await start(clock);
});

afterEach(async () => {
  await galaxy.close();
  await backend.close();
});

describe("A list in pages with ifChanged", () => {
  const asked = (): (string | null)[] => backend.requests.map(({ query }) => query.get("at"));

  beforeEach(() => {
    galaxy.get(Library).isInPages = true;
    backend.pages("/list", {
      cursor: "at",
      size: 1,
      etag: true,
      items: () => ids,
      body: ([id], { next }) => ({ id, next }),
    });
  });

  it("asks for the first page only, while nothing has changed", async () => {
    expect(await galaxy.importOwnedGames()).toHaveLength(2);
    await galaxy.clock.advance("20m");
    expect(asked()).toEqual([null, "1", null, null]);
    await addGame();
    expect(asked().slice(4)).toEqual([null, "1", "2"]);
    expect(galaxy.received("ownedGameAdded").map(({ ownedGame }) => ownedGame.gameId)).toEqual(["dune"]);
  });

  it("asks for everything again after a page that could not be used", async () => {
    await galaxy.importOwnedGames();
    await addGameThatIsMissedOnce();
    expect(asked()).toEqual([null, "1", null, null, "1", "2"]);
    expect(galaxy.received("ownedGameAdded")).toHaveLength(1);
  });
});

describe("A request with ifChanged", () => {
  it("makes a source UNCHANGED if the server says so, as often as it does", async () => {
    expect(await galaxy.importOwnedGames()).toHaveLength(2);
    await galaxy.clock.advance("20m");
    expect(sent).toEqual([200, 304, 304]);
    expect(galaxy.source("ownedGames").state).toMatchObject({ kind: "fresh", count: 2 });
    await addGame();
    expect(galaxy.received("ownedGameAdded").map(({ ownedGame }) => ownedGame.gameId)).toEqual(["dune"]);
  });

  it("asks again for an answer that was received and could not be used", async () => {
    await galaxy.importOwnedGames();
    await addGameThatIsMissedOnce();
    expect(sent).toEqual([200, 200, 200]);
    expect(galaxy.received("ownedGameAdded")).toHaveLength(1);
  });

  it("asks for everything if another source has received it", async () => {
    await galaxy.importOwnedGames();
    expect(await galaxy.importFriends()).toHaveLength(2);
    expect(sent).toEqual([200, 200]);
  });

  it("asks for everything after another user has logged in, and after a restart", async () => {
    await galaxy.importOwnedGames();
    const again = await start(new FakeClock());
    expect(await again.importOwnedGames()).toHaveLength(2);
    await again.close();
    expect(sent).toEqual([200, 200]);
  });

  it("may use the date of the last change", async () => {
    const asked: unknown[] = [];
    backend.get("/list", ({ headers }) => {
      asked.push(headers["if-modified-since"]);
      return new FakeResponse(ids, { headers: { "last-modified": "Thu, 01 Jan 2026 00:00:00 GMT" } });
    });
    await galaxy.importOwnedGames();
    await galaxy.clock.advance("10m");
    expect(asked).toEqual([undefined, "Thu, 01 Jan 2026 00:00:00 GMT"]);
  });

  it("resolves to UNCHANGED without calling what would use the body", async () => {
    const api = galaxy.get(ShopApi);
    const [first, second] = [{}, {}];
    const count = (found: string[]): number => found.length;
    expect(await api.get("list", { ifChanged: { mark: first, previousMark: undefined } }).json(Ids, count)).toBe(2);
    expect(await api.get("list", { ifChanged: { mark: second, previousMark: first } }).json(Ids, count)).toBe(
      UNCHANGED,
    );
    expect((await api.get("list", { ifChanged: { mark: {}, previousMark: second } })).status).toBe(304);
  });
});
