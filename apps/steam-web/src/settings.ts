import { SecretField, Settings, TextField } from "@galaxy-kit/settings";

@Settings({ title: "Steam" })
export class SteamSettings {
  @SecretField("Web API key", { hint: "From https://steamcommunity.com/dev/apikey" }) readonly apiKey: string = "";
  @TextField("Your profile", { hint: "Its address, the name in it, or your 64-bit id" }) readonly profile: string = "";
}
