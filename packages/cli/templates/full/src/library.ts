import {
  type Achievement,
  Achievements,
  Every,
  GalaxyClient,
  type Game,
  type GameTime,
  GameTimes,
  LicenseType,
  OwnedGames,
  Service,
} from "@galaxy-kit/sdk";
import { type Purchase, Shop } from "./shop/shop.js";

@Service()
export class Library {
  readonly #known = new Set<string>();

  constructor(
    private readonly shop: Shop,
    private readonly galaxy: GalaxyClient,
  ) {}

  @OwnedGames()
  async ownedGames(): Promise<Game[]> {
    const purchases = await this.shop.purchases();
    for (const { id } of purchases) this.#known.add(id);
    return purchases.map(toGame);
  }

  /** Reports games that the user buys while GALAXY is running. */
  @Every("10m", { after: "ownedGames" })
  async findNewPurchases(): Promise<void> {
    for (const purchase of await this.shop.purchases()) {
      if (this.#known.has(purchase.id)) continue;
      this.#known.add(purchase.id);
      this.galaxy.addGame(toGame(purchase));
    }
  }

  @Achievements()
  async achievements(gameId: string): Promise<Achievement[]> {
    const { achievements } = await this.shop.progress(gameId);
    return achievements.map(({ id, unlocked }) => ({ achievementId: id, unlockTime: unlocked }));
  }

  @GameTimes()
  async gameTime(gameId: string): Promise<GameTime> {
    const { minutesPlayed, lastPlayed } = await this.shop.progress(gameId);
    return { gameId, timePlayed: minutesPlayed, lastPlayedTime: lastPlayed };
  }
}

function toGame({ id, title }: Purchase): Game {
  return { gameId: id, gameTitle: title, licenseInfo: { licenseType: LicenseType.SinglePurchase } };
}
