import { GameTimes, LicenseType, OwnedGames, Service, type SourceRun, UnknownBackendResponse } from "@galaxy-kit/sdk";
import { Cached } from "@galaxy-kit/state";
import { PsnApi, type Text } from "./psn-api.js";
import { at } from "./psn-session.js";

type Purchase = Text<"titleId" | "name"> & { conceptId?: string | null };
type Played = Text<"titleId" | "name" | "playDuration" | "lastPlayedDateTime"> & { concept?: { id: number } };
/** If Sony has removed the query, there is no data, and the status is 200. */
type Purchases = { data?: { purchasedTitlesRetrieve?: { games: Purchase[] } | null } | null };
/** A title for PlayStation 4, 5 or PC. All titles of a game have the same concept. */
type Edition = { titleId: string; concept: string; title: string; timePlayed: number; lastPlayedTime: number };

/** Sony answers only queries that it knows, by their hash. */
const PURCHASES = "827a423f6a8ddca4107ac01395af2ec0eafd8396fc7fa204aaf9b7ed2eefa168";
const PLAYED = "gamelist/v2/users/me/titles?categories=ps4_game,ps5_native_game,pspc_game";

/** What the user has bought, or played from a disc. */
@Service()
export class Library {
  constructor(private readonly api: PsnApi) {}

  /** Resolves to the editions of each game, by the first of their ids: that stays when another edition is bought. */
  @Cached({ ttl: "1m" })
  async games(signal: AbortSignal): Promise<ReadonlyMap<string, readonly Edition[]>> {
    const editions = new Map<string, Edition>();
    for await (const { titleId, conceptId, name: title } of this.#purchases(signal))
      editions.set(titleId, { titleId, concept: conceptId ?? titleId, title, timePlayed: 0, lastPlayedTime: 0 });
    for await (const { titleId, concept, name, ...played } of this.api.list<Played>(PLAYED, "titles", 200, signal)) {
      // Hours are not turned into days: PT310H5M.
      const [, hours = 0, minutes = 0] = /^PT(?:(\d+)H)?(?:(\d+)M)?/.exec(played.playDuration) ?? [];
      const timePlayed = Number(hours) * 60 + Number(minutes);
      const lastPlayedTime = Math.floor(Date.parse(played.lastPlayedDateTime) / 1000);
      editions.set(titleId, {
        titleId,
        concept: String(concept?.id ?? titleId),
        title: name,
        timePlayed,
        lastPlayedTime,
      });
    }
    const sorted = [...editions.values()].sort((one, other) => (one.titleId < other.titleId ? -1 : 1));
    const gameIds = new Map(sorted.toReversed().map(({ concept, titleId }) => [concept, titleId]));
    return new Map(Array.from(gameIds, ([concept, id]) => [id, sorted.filter((each) => each.concept === concept)]));
  }

  @OwnedGames({ refresh: "15m" })
  async owned({ signal }: SourceRun<unknown>) {
    const licenseInfo = { licenseType: LicenseType.SinglePurchase };
    const games = await this.games(signal);
    return Array.from(games, ([gameId, [edition]]) => ({ gameId, gameTitle: edition?.title ?? gameId, licenseInfo }));
  }

  @GameTimes({ refresh: "15m" })
  async times({ signal }: SourceRun<unknown>) {
    return Array.from(await this.games(signal), ([gameId, editions]) => {
      const lastPlayedTime = Math.max(...editions.map((edition) => edition.lastPlayedTime)) || undefined;
      return { gameId, timePlayed: editions.reduce((sum, { timePlayed }) => sum + timePlayed, 0), lastPlayedTime };
    });
  }

  #purchases(signal: AbortSignal): AsyncIterable<Purchase> {
    const size = 24;
    const variables = { isActive: true, platform: ["ps4", "ps5"], size, sortBy: "ACTIVE_DATE", sortDirection: "desc" };
    const extensions = JSON.stringify({ persistedQuery: { version: 1, sha256Hash: PURCHASES } });
    const query = { operationName: "getPurchasedGameList", extensions };
    const offset = (start: number) => ({
      searchParams: { ...query, variables: JSON.stringify({ ...variables, start }) },
    });
    const items = ({ data }: Purchases) => {
      if (data?.purchasedTitlesRetrieve) return data.purchasedTitlesRetrieve.games;
      throw new UnknownBackendResponse("Sony does not answer the query for purchases any more");
    };
    return this.api.pages(`${at("web.np.playstation.com")}/api/graphql/v1/op`, {
      items,
      offset,
      size,
      urgent: true,
      signal,
    });
  }
}
