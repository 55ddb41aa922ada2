import { Service } from "@galaxy-kit/sdk";
import { type PlayTime, type Purchase, Shop, type Unlocked } from "./shop.js";

/** A shop in memory, so that the integration works before you write any code. */
@Service()
export class DemoShop extends Shop {
  purchases(): Promise<readonly Purchase[]> {
    return Promise.resolve([
      { id: "tide", title: "Tide of Embers" },
      { id: "moth", title: "Moth and Lamp" },
    ]);
  }

  playTimes(): Promise<readonly PlayTime[]> {
    return Promise.resolve([{ id: "tide", minutes: 95, lastPlayed: 1_750_000_000 }]);
  }

  achievements(gameId: string): Promise<readonly Unlocked[]> {
    return Promise.resolve(gameId === "tide" ? [{ id: "first-light", at: 1_740_000_000 }] : []);
  }
}
