import { HttpApi, HttpClient } from "@galaxy-kit/http";
import { InvalidCredentials } from "@galaxy-kit/sdk";
import { z } from "zod";

/** That of itch.io, unless something stands in for it. */
const { ITCH_STAND_IN_URL: baseUrl = "https://api.itch.io" } = process.env;
const Profile = z.object({ user: z.object({ id: z.number(), username: z.string() }) });
const Key = z.object({ game: z.object({ id: z.number(), title: z.string(), classification: z.string() }) });
/** An empty list is an object: the language of itch.io has one type for both. */
const OwnedKeys = z.object({ owned_keys: z.array(Key).or(z.strictObject({}).transform(() => [])) });

const refused = () => new InvalidCredentials("itch.io does not accept this API key");

/** What itch.io itself says, for those who do not use the app. */
@HttpApi({ baseUrl, rate: { requests: 8, per: "1s", burst: 15 }, errors: { 401: refused, 403: refused } })
export class ItchApi extends HttpClient {
  async user(apiKey: string) {
    return (await this.get("/profile", { headers: { authorization: `Bearer ${apiKey}` } }).json(Profile)).user;
  }

  owned(apiKey: string, signal: AbortSignal) {
    const headers = { authorization: `Bearer ${apiKey}` };
    return this.pages("/profile/owned-keys", { page: "page", items: "owned_keys", schema: OwnedKeys, headers, signal });
  }
}
