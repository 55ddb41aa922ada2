import type { CodeServer } from "@galaxy-kit/login";
import { SecretField, Settings, TextField } from "@galaxy-kit/settings";

/** Returns the address of one of Sony's servers, or of what stands in for them. */
export const at = (host: string): string => process.env["PSN_STAND_IN_URL"] ?? `https://${host}`;

/** Sony has no clients for others: the one who hands out this integration decides which one it uses. */
@Settings({ title: "PlayStation Network" })
export class PsnSettings implements CodeServer {
  @TextField("Client id") readonly clientId: string = "";
  @SecretField("Client secret") readonly clientSecret: string = "";
  readonly secretIn = "header";
  readonly scopes = ["psn:mobile.v2.core", "psn:clientapp"];
  readonly authorize = `${at("ca.account.sony.com")}/api/authz/v3/oauth/authorize`;
  readonly token = `${at("ca.account.sony.com")}/api/authz/v3/oauth/token`;
  readonly parameters = { access_type: "offline" };
  readonly tokenParameters = { token_format: "jwt" };
}
