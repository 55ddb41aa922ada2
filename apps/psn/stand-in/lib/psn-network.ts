import { randomBytes } from "node:crypto";
import type { Clock } from "@galaxy-kit/sdk";
import { FakeApi, type FakeRequest, FakeResponse } from "@galaxy-kit/testing";
import { World } from "./world.js";

const ACCESS_MS = 3_600_000;
const REFRESH_MS = 10 * 86_400_000;
const REDIRECT = "com.scee.psxandroid.scecompcall://redirect/";
const SIGN_IN = "https://my.account.sony.com/sonyacct/signin/?error=login_required";
const ME = { accountId: "4611686018427387904", onlineId: "ada_plays" };
const USERS = "/api/userProfile/v1/internal/users";

/**
 * A stand-in of the PlayStation Network on a real socket: one server for all of Sony's, on the clock of a test. It has what is documented about
 * their answers, errors, pages and expiry.
 */
export class PsnNetwork {
  /** What a browser that is logged in shows. */
  readonly npsso = randomBytes(32).toString("hex");
  readonly client = { clientId: "the-client", clientSecret: randomBytes(12).toString("hex") };
  /** Everything secret that was ever given out. */
  readonly secrets: string[] = [this.npsso, this.client.clientSecret];
  readonly friends = ["100", "200", "300"];
  /** Sony has removed the query for purchases. */
  purchasesAreGone = false;
  readonly #codes = new Set<string>();
  readonly #access = new Map<string, number>();
  readonly #refresh = new Map<string, number>();
  #knowsNpsso = true;

  private constructor(
    readonly api: FakeApi,
    readonly world: World,
    private readonly clock: Clock,
  ) {
    this.#serveAccount();
    this.#serveUsers();
    this.#serveLibrary();
    this.#serveTrophies();
  }

  static async start(clock: Clock, games = 600): Promise<PsnNetwork> {
    return new PsnNetwork(await FakeApi.start({ clock }), new World(games, clock.now()), clock);
  }

  /** What the user copies from the page of their login. */
  get page(): string {
    return JSON.stringify({ npsso: this.npsso });
  }

  /** Ends all sessions, as when the user changes their password. */
  revoke(): void {
    this.#knowsNpsso = false;
    this.#access.clear();
    this.#refresh.clear();
  }

  #serveAccount(): void {
    this.api.get("/api/authz/v3/oauth/authorize", ({ headers, query }) => {
      const isClient = query.get("client_id") === this.client.clientId;
      const isKnown = isClient && this.#knowsNpsso && headers.cookie === `npsso=${this.npsso}`;
      const code = `v3.${this.#secret()}`;
      if (isKnown) this.#codes.add(code);
      const location = isKnown ? `${REDIRECT}?code=${code}&cid=1` : SIGN_IN;
      return new FakeResponse("", { status: 302, headers: { location } });
    });
    this.api.post("/api/authz/v3/oauth/token", (request) => {
      const { clientId, clientSecret } = this.client;
      const expected = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`;
      if (request.headers.authorization !== expected) return error(401, { error: "invalid_client", error_code: 4102 });
      const form = request.form();
      const lifetime = this.#redeem(form);
      const refused = { error: "invalid_grant", error_description: "Invalid grant", error_code: 4159 };
      return lifetime > 0 ? this.#tokens(lifetime, form.get("refresh_token") ?? undefined) : error(400, refused);
    });
  }

  /** Returns for how long tokens can be renewed. */
  #redeem(form: URLSearchParams): number {
    if (this.#codes.delete(form.get("code") ?? "")) return REFRESH_MS;
    return (this.#refresh.get(form.get("refresh_token") ?? "") ?? 0) - this.clock.now();
  }

  /** A refresh token stays the same, and does not last longer for being used. */
  #tokens(lifetimeMs: number, refreshToken = this.#secret()) {
    const accessToken = this.#secret();
    this.#access.set(accessToken, this.clock.now() + ACCESS_MS);
    this.#refresh.set(refreshToken, this.clock.now() + lifetimeMs);
    return {
      access_token: accessToken,
      token_type: "bearer",
      expires_in: ACCESS_MS / 1000,
      scope: "psn:mobile.v2.core psn:clientapp",
      refresh_token: refreshToken,
      refresh_token_expires_in: Math.floor(lifetimeMs / 1000),
    };
  }

  #serveUsers(): void {
    this.#get("/api/v1/devices/accounts/me", () => ({ accountId: ME.accountId, accountDevices: [] }));
    this.#get(`${USERS}/:id/profiles`, ({ params: { id = "" } }) => {
      if (id === "me") return error(400, { error: { code: 2105357, message: "Bad Request (path: accountId)" } });
      const onlineId = id === ME.accountId ? ME.onlineId : `friend_${id}`;
      const avatars = ["s", "m", "l", "xl"].map((size) => ({ size, url: `https://psn.example/${id}/${size}.png` }));
      return { onlineId, aboutMe: "", avatars, languages: ["en"], isPlus: false, isMe: id === ME.accountId };
    });
    this.#pages(`${USERS}/me/friends`, "friends", () => this.friends);
    this.#get(`${USERS}/:id/basicPresences`, ({ params: { id = "" } }) => {
      if (id === "300") return error(403, { error: { code: 2105359, message: "Access denied by resource owner" } });
      const isOnline = id === "100";
      const primaryPlatformInfo = { onlineStatus: isOnline ? "online" : "offline", platform: "PS4" };
      const titles = this.world.titles.slice(0, 1);
      const playing = titles.map(({ titleId, name }) => ({ npTitleId: titleId, titleName: name, format: "ps4" }));
      return { basicPresence: { primaryPlatformInfo, ...(isOnline && { gameTitleInfoList: playing }) } };
    });
  }

  #serveLibrary(): void {
    this.#get("/api/graphql/v1/op", ({ query }) => {
      if (this.purchasesAreGone) return { errors: [{ message: "PersistedQueryNotFound" }], data: null };
      const { start, size } = JSON.parse(query.get("variables") ?? "{}") as { start: number; size: number };
      const bought = this.world.titles.filter(({ isBought }) => isBought);
      const games = bought.slice(start, start + size).map(({ titleId, concept, name }) => {
        return {
          conceptId: concept === undefined ? null : String(concept),
          isActive: true,
          membership: "NONE",
          name,
          titleId,
        };
      });
      return { data: { purchasedTitlesRetrieve: { __typename: "GameList", games } } };
    });
    this.#pages("/api/gamelist/v2/users/me/titles", "titles", () =>
      this.world.titles.flatMap(({ titleId, concept, name, playDuration }, index) => {
        if (playDuration === undefined) return [];
        const lastPlayedDateTime = new Date(this.clock.now() - index * 60_000).toISOString();
        const known = concept === undefined ? {} : { concept: { id: concept, titleIds: [titleId], name } };
        return [{ titleId, name, category: "ps4_game", playCount: 3, ...known, lastPlayedDateTime, playDuration }];
      }),
    );
  }

  #serveTrophies(): void {
    const root = "/api/trophy/v1/users/me";
    this.#pages(`${root}/trophyTitles`, "trophyTitles", () =>
      Array.from(this.world.sets.values(), ({ id, service, updated, earned }) => {
        const bronze = [...earned.values()].filter((date) => date !== undefined).length;
        const earnedTrophies = { bronze, silver: 0, gold: 0, platinum: 0 };
        return { npServiceName: service, npCommunicationId: id, earnedTrophies, lastUpdatedDateTime: updated };
      }),
    );
    this.#get(`${root}/titles/trophyTitles`, ({ query }) => {
      const ids = (query.get("npTitleIds") ?? "").split(",");
      if (ids.length > 5) return error(400, { error: { code: 2240525, message: "Bad Request (query: npTitleIds)" } });
      return { titles: ids.map((npTitleId) => ({ npTitleId, trophyTitles: this.#setsOf(npTitleId) })) };
    });
    this.#get(`${root}/npCommunicationIds/:id/trophyGroups/all/trophies`, ({ params: { id = "" }, query }) => {
      const set = this.world.sets.get(id);
      if (set?.service !== query.get("npServiceName"))
        return error(404, { error: { code: 2240526, message: "Resource not found" } });
      const trophies = Array.from(set.earned, ([trophyId, earnedDateTime]) => {
        return {
          trophyId,
          trophyHidden: false,
          earned: earnedDateTime !== undefined,
          earnedDateTime,
          trophyType: "bronze",
        };
      });
      return { trophies, totalItemCount: trophies.length };
    });
  }

  #setsOf(id: string): { readonly npCommunicationId: string }[] {
    const { set } = this.world.titles.find(({ titleId }) => titleId === id) ?? {};
    return set === undefined ? [] : [{ npCommunicationId: set }];
  }

  #get(path: string, handler: (request: FakeRequest) => unknown): void {
    this.api.get(path, (request) => this.#refusal(request) ?? handler(request));
  }

  #pages<Item>(path: string, member: string, items: () => readonly Item[]): void {
    this.#get(path, ({ query }) => {
      const all = items();
      const start = Number(query.get("offset") ?? 0);
      const page = all.slice(start, start + Number(query.get("limit") ?? 100));
      const next = start + page.length;
      return { [member]: page, totalItemCount: all.length, ...(next < all.length && { nextOffset: next }) };
    });
  }

  #refusal({ headers: { authorization = "" } }: FakeRequest): FakeResponse | undefined {
    const expiresAt = this.#access.get(authorization.replace("Bearer ", "")) ?? 0;
    if (expiresAt > this.clock.now()) return undefined;
    return error(401, { error: { referenceId: "d71bd8ff", code: 2241025, message: "Expired token" } });
  }

  #secret(): string {
    const secret = randomBytes(24).toString("base64url");
    this.secrets.push(secret);
    return secret;
  }
}

function error(status: number, body: unknown): FakeResponse {
  return new FakeResponse(body, { status });
}
