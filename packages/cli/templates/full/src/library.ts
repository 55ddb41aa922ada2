import {
  type Achievement,
  Achievements,
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
  constructor(private readonly shop: Shop) {}

  /** What the user owns. It runs every ten minutes, and GALAXY gets what has changed: a purchase, another title. */
  @OwnedGames({ refresh: "10m" })
  async ownedGames(): Promise<Game[]> {
    return (await this.shop.purchases()).map(toGame);
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
