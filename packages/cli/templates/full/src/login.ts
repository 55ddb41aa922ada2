import { type CodeServer, OAuth2Login, type OAuth2Tokens, Session } from "@galaxy-kit/login";
import { Service, token } from "@galaxy-kit/sdk";
import type { HttpShop } from "./shop/http-shop.js";

/** Who is logged in: renews the token before it expires, and when the shop refuses it. */
@Service()
export class ShopSession extends Session<OAuth2Tokens> {}

/** Where users log in. A test replaces it. */
export const SHOP_SERVER = token<CodeServer>("the login of the shop");

export const shopServer: CodeServer = {
  authorize: "https://shop.example/oauth/authorize",
  token: "https://shop.example/oauth/token",
  clientId: "galaxy",
};

/** The login window. Goes on a plugin class that has the shop as a property. */
export const ShopLogin = () =>
  OAuth2Login({
    session: ShopSession,
    server: SHOP_SERVER,
    user: async (_tokens, { shop }: { readonly shop: HttpShop }) => {
      const { id, name } = await shop.account();
      return { userId: id, userName: name };
    },
  });
