import { SecretField, Settings } from "@galaxy-kit/settings";

@Settings({ title: "itch.io" })
export class ItchSettings {
  @SecretField("API key", { optional: true, hint: "From itch.io > Settings > API keys. Not needed with the itch app." })
  readonly apiKey: string = "";
}
