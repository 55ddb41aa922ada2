import { GalaxyPlugin, NoLogin, Platform } from "@galaxy-kit/sdk";
import { Library } from "./library.js";
import { DemoShop } from "./shop/demo-shop.js";
import { Shop } from "./shop/shop.js";

/** The library of a shop in memory. For a shop with a login, replace it with OnlinePlugin from plugin.test.ts. */
@GalaxyPlugin({
  platform: Platform.Test,
  services: [Library],
  providers: [{ provide: Shop, useClass: DemoShop }],
})
@NoLogin()
export class ShopPlugin {}
