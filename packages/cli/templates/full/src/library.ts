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

  /** The same for play times: the user may play on another computer. */
  @GameTimes({ refresh: "10m" })
  async playTimes(): Promise<GameTime[]> {
    const times = await this.shop.playTimes();
    return times.map(({ id, minutes, lastPlayed }) => ({
      gameId: id,
      timePlayed: minutes,
      lastPlayedTime: lastPlayed,
    }));
  }

  /** GALAXY asks for each game. */
  @Achievements()
  async achievements(gameId: string): Promise<Achievement[]> {
    const unlocked = await this.shop.achievements(gameId);
    return unlocked.map(({ id, at }) => ({ achievementId: id, unlockTime: at }));
  }
}

function toGame({ id, title }: Purchase): Game {
  return { gameId: id, gameTitle: title, licenseInfo: { licenseType: LicenseType.SinglePurchase } };
}
