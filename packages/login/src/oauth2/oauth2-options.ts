import type { LoginOptions } from "../login/login-decorator.js";
import type { CodeServer, DeviceServer, ImplicitServer, Injected } from "./oauth2-server.js";
import type { OAuth2Tokens } from "./oauth2-tokens.js";
import type { Loopback, Redirect } from "./redirect.js";

/** Where the user logs in, and how the browser comes back. */
export type BrowserOptions =
  | {
      /** In GALAXY's own window. */
      readonly browser?: "window";
      /** A free port of this computer by default. */
      readonly redirect?: Redirect;
    }
  | {
      /** `"system"`: in the user's own browser; for platforms that refuse GALAXY's. `"auto"`: the user chooses. */
      readonly browser: "system" | "auto";
      /** A free port of this computer by default. */
      readonly redirect?: Loopback;
    };

/** What each flow needs. */
export type FlowOptions =
  | ({
      /** The server gives a code, which is exchanged for tokens; with PKCE and state. The default. */
      readonly flow?: "code";
      /** The server, or what to inject for it. */
      readonly server: Injected<CodeServer>;
    } & BrowserOptions)
  | ({
      /** The server gives the token itself, in the fragment of the address. It cannot be renewed. */
      readonly flow: "implicit";
      readonly server: Injected<ImplicitServer>;
    } & BrowserOptions)
  | {
      /** The user enters a short code on a page of the server, on any device. */
      readonly flow: "device";
      readonly server: Injected<DeviceServer>;
      readonly browser?: never;
      readonly redirect?: never;
    };

/** Options of {@link OAuth2Login}. */
export type OAuth2LoginOptions<Tokens extends OAuth2Tokens, Plugin extends object> = LoginOptions<
  OAuth2Tokens,
  Tokens,
  Plugin
> & {
  /** The page on the web at which the window ends in GALAXY 2.1. It has to load; `https://www.gog.com/galaxy` by default. */
  readonly endPage?: `https://${string}`;
} & FlowOptions;
