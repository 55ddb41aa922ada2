import { SecretField, Settings, TextField } from "@galaxy-kit/settings";

/** Sony has no clients for others: the one who hands out this integration decides which one it uses. */
@Settings({ title: "PlayStation Network" })
export class PsnSettings {
  @TextField("Client id") readonly clientId: string = "";
  @SecretField("Client secret") readonly clientSecret: string = "";
}
