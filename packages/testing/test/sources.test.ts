import {
  Authenticate,
  type Class,
  GalaxyPlugin,
  type Game,
  Inject,
  LicenseType,
  OwnedGames,
  Platform,
  Service,
  type Snapshot,
  type Source,
  sourceOf,
  type SourceOptions,
  type SourceRun,
} from "@galaxy-kit/sdk";
import { describe, expect, it } from "@jest/globals";
import { startTestPlugin, type TestGalaxy, type TestPluginOptions } from "../src/index.js";

const licenseInfo = { licenseType: LicenseType.SinglePurchase };
const game = (gameId: string, gameTitle = gameId.toUpperCase()): Game => ({ gameId, gameTitle, licenseInfo });
const games = (...ids: readonly string[]): Game[] => ids.map((id) => game(id));

type Answer = () => Snapshot<Game> | Promise<Snapshot<Game>>;

/** A platform whose answers the test sets; the last one stays. */
class Shop {
  runs: SourceRun<Game>[] = [];
  answer: Answer = () => [];

  owned(run: SourceRun<Game>): Snapshot<Game> | Promise<Snapshot<Game>> {
    this.runs.push(run);
    return this.answer();
  }
}

/** An integration whose owned games come from a shop. */
function shopPlugin(shop: Shop, options: Partial<SourceOptions> = {}, ...services: readonly Class[]): Class {
  @Service()
  class Library {
    constructor(@Inject(sourceOf("ownedGames")) readonly source: Source<Game>) {}

    @OwnedGames({ refresh: "10m", ...options })
    owned(run: SourceRun<Game>) {
      return shop.owned(run);
    }
  }

  @GalaxyPlugin({ platform: Platform.Test, services: [Library, ...services] })
  class ShopPlugin {
    @Authenticate()
    login() {
      return { userId: "u1", userName: "Ada" };
    }
  }
  return ShopPlugin;
}

async function start(plugin: Class, options?: TestPluginOptions): Promise<TestGalaxy> {
  const galaxy = await startTestPlugin(plugin, options);
  await galaxy.authenticate();
  return galaxy;
}

describe("a source of owned games", () => {
  it("answers GALAXY with what the method says", async () => {
    const shop = new Shop();
    shop.answer = () => games("a", "b");
    const galaxy = await start(shopPlugin(shop));
    expect(await galaxy.importOwnedGames()).toEqual(games("a", "b"));
    await galaxy.close();
  });

  it("reports what has changed after the interval", async () => {
    const shop = new Shop();
    shop.answer = () => games("a", "b");
    const galaxy = await start(shopPlugin(shop));
    await galaxy.importOwnedGames();
    shop.answer = () => [game("a"), game("b", "New title"), game("c")];
    await galaxy.clock.advance("10m");
    expect(galaxy.received("ownedGameAdded")).toEqual([{ ownedGame: game("c") }]);
    expect(galaxy.received("ownedGameUpdated")).toEqual([{ ownedGame: game("b", "New title") }]);
    expect(galaxy.received("ownedGameRemoved")).toEqual([]);
    await galaxy.close();
  });
});
