import { Achievements, ImportContext, LicenseType, OwnedGames, Service } from "@galaxy-kit/sdk";
import { type SourceRun, toUnixTime } from "@galaxy-kit/sdk";
import { Cached } from "@galaxy-kit/state";
import { z } from "zod";
import { PsnApi, type Text } from "./psn-api.js";
import { at } from "./settings.js";

const Bought = z.object({ titleId: z.string(), name: z.string(), conceptId: z.string().nullish() });
/** A title for PlayStation 4, 5 or PC. All titles of a game have the same concept. */
type Title = z.infer<typeof Bought> & { concept?: { id: number }; playDuration?: string; lastPlayedDateTime?: string };
/** A query that Sony has removed gets status 200 without data. */
const Purchases = z.object({ data: z.object({ purchasedTitlesRetrieve: z.object({ games: z.array(Bought) }) }) });

type Trophy = { trophyId: number; earned: boolean; earnedDateTime?: string };
type TrophySet = Text<"npCommunicationId" | "npServiceName" | "lastUpdatedDateTime"> & { earnedTrophies: object };
const Earned = z.array(z.object({ achievementId: z.string(), unlockTime: z.number() }));

/** Sony answers only queries that it knows, by their hash. */
const PURCHASES = "827a423f6a8ddca4107ac01395af2ec0eafd8396fc7fa204aaf9b7ed2eefa168";
const EXTENSIONS = JSON.stringify({ persistedQuery: { version: 1, sha256Hash: PURCHASES } });
const NEWEST_FIRST = { isActive: true, platform: ["ps4", "ps5"], sortBy: "ACTIVE_DATE", sortDirection: "desc" };
const TROPHIES = "trophy/v1/users/me";
const PLAYED = "gamelist/v2/users/me/titles?categories=ps4_game,ps5_native_game,pspc_game";

/** What the user has bought, or played from a disc, and the trophies. */
@Service()
export class Library {
  constructor(private readonly api: PsnApi) {}

  /** Resolves to the titles of each game, by the first of their ids: that stays when another edition is bought. */
  @Cached({ ttl: "1m" })
  async games(signal: AbortSignal): Promise<ReadonlyMap<string, readonly Title[]>> {
    const bought: Title[] = await this.#purchases(signal).all();
    const played = await this.api.list<Title>(PLAYED, "titles", 200, signal).all();
    const titles = new Map([...bought, ...played].map((title) => [title.titleId, title]));
    const games = new Map<string, Title[]>();
    for (const [id, title] of [...titles].sort(([one], [other]) => (one < other ? -1 : 1))) {
      const key = String(title.conceptId ?? title.concept?.id ?? id);
      games.set(key, [...(games.get(key) ?? []), title]);
    }
    return new Map(Array.from(games.values(), (each) => [each[0]?.titleId ?? "", each]));
  }

  @OwnedGames({ refresh: "15m", timeLimit: "16m", license: LicenseType.SinglePurchase, times: true })
  async owned({ signal }: SourceRun<unknown>) {
    return Array.from(await this.games(signal), ([gameId, titles]) => {
      const timePlayed = titles.reduce((sum, { playDuration }) => sum + toMinutes(playDuration), 0);
      const lastPlayedTime = Math.max(...titles.map(({ lastPlayedDateTime }) => toUnixTime(lastPlayedDateTime) ?? 0));
      return { gameId, gameTitle: titles[0]?.name ?? gameId, timePlayed, lastPlayedTime: lastPlayedTime || undefined };
    });
  }

  @ImportContext("achievements", { timeLimit: "16m" })
  async known(_gameIds: string[], signal: AbortSignal) {
    const sets = await this.api.list<TrophySet>(`${TROPHIES}/trophyTitles`, "trophyTitles", 800, signal).all();
    return { games: await this.games(signal), sets: new Map(sets.map((set) => [set.npCommunicationId, set])) };
  }

  @Achievements({ concurrency: 10, timeLimit: "16m" })
  async trophies(gameId: string, { games, sets }: Awaited<ReturnType<Library["known"]>>, signal: AbortSignal) {
    const played = games.get(gameId)?.flatMap(({ titleId, playDuration }) => (playDuration ? titleId : [])) ?? [];
    if (played.length === 0) return [];
    const path = `${TROPHIES}/titles/trophyTitles?npTitleIds=${played.slice(0, 5).join()}`;
    const found = await this.api.one<{ titles: { trophyTitles: Text<"npCommunicationId">[] }[] }>(path, signal);
    // Editions may share a set.
    const ids = new Set(found.titles.flatMap(({ trophyTitles }) => trophyTitles.map((set) => set.npCommunicationId)));
    const own = [...ids].flatMap((id) => sets.get(id) ?? []);
    return (await Promise.all(own.map((set) => this.earned(set, signal)))).flat();
  }

  /** A set is asked for again only if something in it has been earned, since Sony allows few requests. */
  @Cached({
    key: ({ npCommunicationId }: TrophySet) => npCommunicationId,
    revision: ({ lastUpdatedDateTime }: TrophySet) => lastUpdatedDateTime,
    onDisk: { name: "trophies", schema: Earned },
  })
  async earned(set: TrophySet, signal: AbortSignal): Promise<z.infer<typeof Earned>> {
    const { npCommunicationId: id, npServiceName: service, earnedTrophies, lastUpdatedDateTime: updated } = set;
    if (Object.values(earnedTrophies).every((count) => count === 0)) return [];
    const path = `${TROPHIES}/npCommunicationIds/${id}/trophyGroups/all/trophies?npServiceName=${service}`;
    const { trophies } = await this.api.one<{ trophies: Trophy[] }>(path, signal);
    return trophies.flatMap(({ trophyId, earned, earnedDateTime = updated }) => {
      return earned ? { achievementId: `${id}_${trophyId}`, unlockTime: toUnixTime(earnedDateTime) ?? 0 } : [];
    });
  }

  #purchases(signal: AbortSignal) {
    const size = 24;
    const offset = (start: number) => {
      const variables = JSON.stringify({ ...NEWEST_FIRST, start, size });
      return { searchParams: { operationName: "getPurchasedGameList", variables, extensions: EXTENSIONS } };
    };
    const pages = { offset, size, schema: Purchases, urgent: true, signal };
    const items = ({ data }: z.infer<typeof Purchases>) => data.purchasedTitlesRetrieve.games;
    return this.api.pages(`${at("web.np.playstation.com")}/api/graphql/v1/op`, { ...pages, items });
  }
}

/** Returns the minutes of a duration whose hours are not turned into days, such as `PT310H5M`. */
function toMinutes(duration = ""): number {
  const [, hours = 0, minutes = 0] = /^PT(?:(\d+)H)?(?:(\d+)M)?/.exec(duration) ?? [];
  return Number(hours) * 60 + Number(minutes);
}
