import { GalaxyPlugin, LicenseType, NoLogin, OwnedGames, Platform } from "@galaxy-kit/sdk";
import { Shelf } from "./shelf.js";

@GalaxyPlugin({ platform: Platform.Test })
@NoLogin()
export class ShelfPlugin {
  constructor(private readonly shelf: Shelf) {}

  /** What is on the shelf. It runs every minute, and GALAXY gets what has changed. */
  @OwnedGames({ refresh: "1m", license: LicenseType.SinglePurchase })
  ownedGames() {
    return [...this.shelf.titles].map(([gameId, gameTitle]) => ({ gameId, gameTitle }));
  }
}
