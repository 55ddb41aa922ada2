import { Achievements, ImportContext, Service } from "@galaxy-kit/sdk";
import { Cached } from "@galaxy-kit/state";
import { z } from "zod";
import { Library, toSeconds } from "./library.js";
import { PsnApi, type Text } from "./psn-api.js";

type SetsOfTitle = { trophyTitles: Text<"npCommunicationId">[] };
type Trophy = { trophyId: number; earned: boolean; earnedDateTime?: string };
type TrophySet = Text<"npCommunicationId" | "npServiceName" | "lastUpdatedDateTime"> & { earnedTrophies: object };
type TrophySets = ReadonlyMap<string, TrophySet>;

const MINE = "trophy/v1/users/me";
const Earned = z.array(z.object({ achievementId: z.string(), unlockTime: z.number() }));

/** The user's trophies. */
@Service()
export class PsnTrophies {
  constructor(
    private readonly api: PsnApi,
    private readonly library: Library,
  ) {}

  @ImportContext("achievements")
  async sets(_gameIds: string[], signal: AbortSignal): Promise<TrophySets> {
    const sets = await this.api.list<TrophySet>(`${MINE}/trophyTitles`, "trophyTitles", 800, signal).all();
    return new Map(sets.map((set) => [set.npCommunicationId, set]));
  }

  @Achievements({ concurrency: 10, timeLimit: "16m" })
  async achievements(gameId: string, sets: TrophySets, signal: AbortSignal) {
    const titles = (await this.library.games(signal)).get(gameId) ?? [];
    const played = titles.flatMap(({ titleId, playDuration }) => (playDuration === undefined ? [] : titleId));
    if (played.length === 0) return [];
    const path = `${MINE}/titles/trophyTitles?npTitleIds=${played.slice(0, 5).join()}`;
    const found = await this.api.one<{ titles: SetsOfTitle[] }>(path, signal);
    // Editions may share a set.
    const ids = new Set(found.titles.flatMap((title) => title.trophyTitles.map((set) => set.npCommunicationId)));
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
    const path = `${MINE}/npCommunicationIds/${id}/trophyGroups/all/trophies?npServiceName=${service}`;
    const { trophies } = await this.api.one<{ trophies: Trophy[] }>(path, signal);
    return trophies
      .filter(({ earned }) => earned)
      .map(({ trophyId, earnedDateTime = updated }) => {
        return { achievementId: `${id}_${trophyId}`, unlockTime: toSeconds(earnedDateTime) };
      });
  }
}
