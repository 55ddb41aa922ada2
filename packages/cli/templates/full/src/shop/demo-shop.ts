import { Service } from "@galaxy-kit/sdk";
import { type Account, type Progress, type Purchase, Shop } from "./shop.js";

/** A shop in memory, so that the integration works before you write any code. */
@Service()
export class DemoShop extends Shop {
  readonly loginPage = undefined;

  account(): Promise<Account> {
    return Promise.resolve({ id: "me", name: "Me" });
  }

  purchases(): Promise<readonly Purchase[]> {
    return Promise.resolve([
      { id: "tide", title: "Tide of Embers" },
      { id: "moth", title: "Moth and Lamp" },
    ]);
  }

  progress(): Promise<Progress> {
    return Promise.resolve({
      minutesPlayed: 95,
      lastPlayed: 1_750_000_000,
      achievements: [{ id: "first-light", unlocked: 1_740_000_000 }],
    });
  }
}
