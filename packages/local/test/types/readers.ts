import { readJson } from "@galaxy-kit/local";
import type { StandardSchemaV1 } from "@standard-schema/spec";

type PlayTimes = Record<string, { minutes: number }>;
declare const Played: StandardSchemaV1<unknown, PlayTimes>;
declare const Installed: StandardSchemaV1<unknown, { games: { id: string }[] }>;

/** What stands for a missing file has the type of the content if it is such content. */
export async function minutesOf(file: string, gameId: string): Promise<number | undefined> {
  const played = await readJson(file, { schema: Played, ifMissing: {} });
  return played[gameId]?.minutes;
}

export async function firstOf(file: string): Promise<string | undefined> {
  const { games } = await readJson(file, { schema: Installed, ifMissing: { games: [] } });
  return games[0]?.id;
}

export async function mayBeMissing(file: string): Promise<number> {
  const played = await readJson(file, { schema: Played, ifMissing: undefined });
  // @ts-expect-error: there may be no file
  const { length } = Object.keys(played);
  return length;
}

export async function orWord(file: string): Promise<"none" | PlayTimes> {
  return await readJson(file, { schema: Played, ifMissing: "none" as const });
}
