import {
  Authenticate,
  type Authentication,
  type Cookie,
  type Credentials,
  type LoginCredentials,
  type LoginResult,
  type NextStep,
  NoLogin,
  openLoginWindow,
  PassLoginCredentials,
} from "../../src/index.js";
import { decorate, identity, loginPage, type ShopIdentity, shopIdentity, type Without } from "./support.js";

interface Session {
  readonly token: string;
}

declare const namelessUser: Without<Authentication, "userName">;
declare const endlessPage: Without<NextStep, "authParams">;

decorate(Authenticate(), (): Authentication => identity);
decorate(Authenticate(), async (stored: Credentials | undefined): Promise<LoginResult> =>
  stored ? identity : loginPage,
);
decorate(Authenticate(), async (stored?: Credentials) => (stored ? identity : loginPage));
decorate(Authenticate(), async (): Promise<ShopIdentity> => shopIdentity);
decorate(Authenticate<Session>(), (stored?: Session) => (stored?.token === "" ? loginPage : identity));
decorate(
  Authenticate<{ token: string; expires?: number }>(),
  (stored: { token: string; expires?: number } | undefined) => (stored ? identity : loginPage),
);
decorate(Authenticate<Session | string>(), (stored?: Session | string) =>
  typeof stored === "string" ? loginPage : identity,
);

decorate(Authenticate(), async (_stored: Credentials | undefined, _signal: AbortSignal) => identity);
decorate(Authenticate(), async () => identity);
decorate(Authenticate(), async () => loginPage);

// @ts-expect-error userName is missing
decorate(Authenticate(), () => namelessUser);
// @ts-expect-error authParams is missing
decorate(Authenticate(), async () => endlessPage);
// @ts-expect-error userId is a number
decorate(Authenticate(), async () => ({ userId: 7, userName: "Ann" }));
// @ts-expect-error a Promise of a list
decorate(Authenticate(), async () => [identity]);
// @ts-expect-error nothing is not an Authentication
decorate(Authenticate(), async () => {});
// @ts-expect-error undefined is not an Authentication
decorate(Authenticate(), async (stored?: Credentials) => (stored ? identity : undefined));
// @ts-expect-error at the first login there are no stored credentials
decorate(Authenticate<Session>(), (stored: Session) => (stored.token === "" ? loginPage : identity));
// @ts-expect-error write @Authenticate<Session>()
decorate(Authenticate(), (stored?: Session) => (stored ? identity : loginPage));
// @ts-expect-error token is a string
decorate(Authenticate<Session>(), (stored?: { token: number }) => (stored ? identity : loginPage));
// @ts-expect-error the signal comes second
decorate(Authenticate(), (_signal: AbortSignal) => identity);
// @ts-expect-error the signal is not text
decorate(Authenticate(), (_stored: Credentials | undefined, _signal: string) => identity);
// @ts-expect-error there are none
decorate(Authenticate({ after: "handshake" }), () => identity);

decorate(
  PassLoginCredentials(),
  (_step: string, credentials: { endUri: string }, _cookies: { name: string; value: string }[]) =>
    credentials.endUri === "" ? loginPage : identity,
);
decorate(PassLoginCredentials(), () => shopIdentity);

decorate(
  PassLoginCredentials(),
  async (step: string, { endUri }: LoginCredentials, cookies: Cookie[], _signal: AbortSignal) =>
    step === "" && cookies.length > 0 && endUri !== "" ? identity : loginPage,
);
decorate(PassLoginCredentials(), async (_step: string) => identity);
decorate(
  PassLoginCredentials(),
  async (_step: string, _end: LoginCredentials, cookies: readonly Cookie[]): Promise<LoginResult> =>
    cookies.length > 0 ? identity : loginPage,
);

// @ts-expect-error the step comes first
decorate(PassLoginCredentials(), async (credentials: LoginCredentials) =>
  credentials.endUri === "" ? loginPage : identity,
);
// @ts-expect-error it is endUri here
decorate(PassLoginCredentials(), async (_step: string, credentials: { end_uri: string }) =>
  credentials.end_uri === "" ? loginPage : identity,
);
// @ts-expect-error cookies are a list
decorate(PassLoginCredentials(), async (_step: string, _credentials: LoginCredentials, cookies: Map<string, string>) =>
  cookies.size > 0 ? identity : loginPage,
);
// @ts-expect-error the signal comes fourth
decorate(PassLoginCredentials(), async (_step: string, _end: LoginCredentials, _signal: AbortSignal) => identity);
const withText = (_step: string, _end: LoginCredentials, _cookies: Cookie[], _signal: string) => identity;
// @ts-expect-error the signal is not text
decorate(PassLoginCredentials(), withText);
// @ts-expect-error userName is missing
decorate(PassLoginCredentials(), async () => namelessUser);
// @ts-expect-error the only kind is "web_session"
decorate(PassLoginCredentials(), async () => ({ ...loginPage, nextStep: "native" as const }));

declare const size: { windowTitle: string; windowWidth: number; windowHeight: number };
const window = { ...size, startUri: "https://shop.example/login", endUriRegex: "/done" };
decorate(Authenticate(), () =>
  openLoginWindow(window, { cookies: [{ name: "a", value: "b" }], js: { ".*": ["run()"] } }),
);
// @ts-expect-error startUri and endUriRegex are missing
openLoginWindow(size);
// @ts-expect-error a cookie has a value
openLoginWindow(window, { cookies: [{ name: "a" }] });
// @ts-expect-error a list of scripts
openLoginWindow(window, { js: { ".*": "run()" } });
// @ts-expect-error it is cookies
openLoginWindow(window, { cookie: [] });
// @ts-expect-error it opens no window by itself
openLoginWindow(window).close();

@NoLogin()
export class WithoutLogin {}
@NoLogin({ userId: "1", userName: "Ada" })
export class WithFixedUser {}
// @ts-expect-error it is userName
@NoLogin({ name: "Ada" })
export class Misnamed {}
export class OnAMethod {
  // @ts-expect-error it goes on the plugin class
  @NoLogin()
  login() {}
}
