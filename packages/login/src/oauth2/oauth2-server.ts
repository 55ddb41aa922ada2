import { type InjectionKey, InvalidCredentials } from "@galaxy-kit/sdk";

/** Who the integration is for an OAuth 2 server. */
interface Client {
  readonly clientId: string;
  /** The scopes to request. */
  readonly scopes?: readonly string[];
}

/** A server that gives tokens for something. */
export interface TokenServer extends Client {
  /** Never commit someone else's secret: let users enter it. */
  readonly clientSecret?: string;
  /** Where the secret goes: into the `"body"` by default, or into a `"header"`. */
  readonly secretIn?: "body" | "header";
  /** Where tokens come from. */
  readonly token: string;
  /** Further parameters of each request for tokens, such as `{ audience: "shop" }`. */
  readonly tokenParameters?: Readonly<Record<string, string>>;
}

interface AuthorizePage {
  /** The page where the user logs in. */
  readonly authorize: string;
  /** Further parameters of that page, such as `{ prompt: "login" }`. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** A server with the flow `"code"`. */
export interface CodeServer extends TokenServer, AuthorizePage {}

/** A server with the flow `"implicit"`. */
export interface ImplicitServer extends Client, AuthorizePage {}

/** A server with the flow `"device"`. */
export interface DeviceServer extends TokenServer {
  /** Where the code that the user enters comes from. */
  readonly device: string;
}

/** A server, or what to inject for it: a token, or a class such as one with settings. */
export type Injected<Server extends object> = Server | InjectionKey<Server>;

/** Returns the key to inject; undefined if the server was written down. */
export function keyOf<Server extends object>(server: Injected<Server>): InjectionKey<Server> | undefined {
  return typeof server === "object" ? undefined : server;
}

/** Throws if users have to enter the client and have not: the platform would show them an error without a remedy. */
export function requireClient({ clientId }: Client): void {
  if (clientId === "") throw new InvalidCredentials("The client id is missing: enter it in the settings");
}
