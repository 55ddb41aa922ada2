import {
  Authenticate,
  type Authentication,
  GalaxyPlugin,
  type Game,
  LicenseType,
  OwnedGames,
  Platform,
} from "@galaxy-kit/sdk";
import { Shelf } from "./shelf.js";

@GalaxyPlugin({ platform: Platform.Test })
export class ShelfPlugin {
  constructor(private readonly shelf: Shelf) {}

  @Authenticate()
  login(): Authentication {
    return { userId: "me", userName: "Me" };
  }

  @OwnedGames()
  ownedGames(): Game[] {
    const licenseInfo = { licenseType: LicenseType.SinglePurchase };
    return [...this.shelf.titles].map(([gameId, gameTitle]) => ({ gameId, gameTitle, licenseInfo }));
  }
}
