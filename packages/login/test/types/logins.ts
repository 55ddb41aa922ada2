// Misuses that must stay compile errors.
import type { Authentication } from "@galaxy-kit/sdk";
import {
  CodeLogin,
  CookieLogin,
  CookieSession,
  loopback,
  OAuth2Login,
  type OAuth2Tokens,
  ScriptLogin,
  Session,
  type SessionTokens,
} from "../../src/index.js";

class ShopSession extends Session<OAuth2Tokens> {}
interface KeyTokens extends SessionTokens {
  readonly key: string;
}
class KeySession extends Session<KeyTokens> {}
class BundleSession extends CookieSession {}

const session = ShopSession;
const user = (): Authentication => ({ userId: "1", userName: "Jo" });
const authorize = "https://shop.example/authorize";
const token = "https://shop.example/token";
const server = { authorize, token, clientId: "c" };

// Right.
OAuth2Login({ session, server, user });
OAuth2Login({ session, server, user, browser: "system", redirect: loopback({ ports: [34_567] }) });
OAuth2Login({ session, server, user, redirect: "https://shop.example/done" });
OAuth2Login({ session, server: { authorize, clientId: "c" }, user, flow: "implicit" });
OAuth2Login({ session, server: { device: token, token, clientId: "c" }, user, flow: "device" });
OAuth2Login({ session: KeySession, server, user, complete: (tokens) => ({ ...tokens, key: "k" }) });
CodeLogin({ session: KeySession, code: { label: "Key" }, user: ({ key }) => ({ userId: key, userName: key }) });
OAuth2Login({ session, server, user, adopt: ({ refresh }) => ({ refreshToken: String(refresh) }) });

// @ts-expect-error -- someone has to say who is logged in
OAuth2Login({ session, server });
// @ts-expect-error -- the user's own browser cannot end at an address of the web
OAuth2Login({ session, server, user, browser: "system", redirect: "https://shop.example/done" });
// @ts-expect-error -- anyone in the network could read what comes back
OAuth2Login({ session, server, user, redirect: "http://shop.example/done" });
// @ts-expect-error -- the code flow needs a place where codes are exchanged
OAuth2Login({ session, server: { authorize, clientId: "c" }, user });
// @ts-expect-error -- the flow for devices has no redirect
OAuth2Login({ session, server: { device: token, token, clientId: "c" }, user, flow: "device", redirect: loopback() });
// @ts-expect-error -- the flow for devices needs the place where codes come from
OAuth2Login({ session, server, user, flow: "device" });
// @ts-expect-error -- an implicit flow has no tokens that are renewed with a secret
OAuth2Login({ session, server: { authorize, clientId: "c", clientSecret: "s" }, user, flow: "implicit" });
// @ts-expect-error -- a class that is not a session
OAuth2Login({ session: Date, server, user });
// @ts-expect-error -- what it makes are not the tokens of the session
OAuth2Login({ session: KeySession, server, user, complete: () => ({ accessToken: "a" }) });
// @ts-expect-error -- what is adopted are not the tokens of the session either
OAuth2Login({ session: KeySession, server, user, adopt: () => ({ accessToken: "a" }) });

// @ts-expect-error -- there is nothing to paste
CodeLogin({ session, user });
// @ts-expect-error -- none of the cookies would be kept
CookieLogin({ session: BundleSession, start: authorize, end: token, keep: [], user });
// @ts-expect-error -- two places to look
ScriptLogin({ session, start: "https://shop.example/", read: { localStorage: "a", expression: 5 }, user });
// @ts-expect-error -- nowhere to look
ScriptLogin({ session, start: "https://shop.example/", read: {}, user });

class ShopPlugin {
  readonly api = { me: user };
}
// The plugin is the class that is decorated.
OAuth2Login({ session, server, user: (_tokens, { api }: ShopPlugin) => api.me() })(ShopPlugin);
// @ts-expect-error -- another class
OAuth2Login({ session, server, user: (_tokens, { api }: ShopPlugin) => api.me() })(Date);
