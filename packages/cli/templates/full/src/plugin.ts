import { GalaxyPlugin, Platform } from "@galaxy-kit/sdk";
import { Library } from "./library.js";
import { Login } from "./login.js";
import { DemoShop } from "./shop/demo-shop.js";
import { Shop } from "./shop/shop.js";

@GalaxyPlugin({
  platform: Platform.Test,
  services: [Login, Library],
  providers: [{ provide: Shop, useClass: DemoShop }],
})
export class ShopPlugin {}
