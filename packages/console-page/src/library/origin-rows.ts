import type { FactOrigin, GameOrigins, GameRow, SessionRow } from "@galaxy-kit/console";
import type { PartState } from "@galaxy-kit/protocol";
import { clockTime } from "../format/time.js";

type Kind = keyof GameOrigins;

/** The facts that come together, as the details name them. */
const facts: { readonly [K in Kind]-?: readonly (readonly [title: string, isKnown: (game: GameRow) => boolean])[] } = {
  ownedGames: [
    ["Title", ({ gameTitle }) => gameTitle !== undefined],
    ["Owned", () => true],
    ["License", ({ licenseInfo }) => licenseInfo !== undefined],
    ["DLCs", ({ dlcs }) => dlcs !== undefined],
  ],
  localGames: [["State", () => true]],
  gameTimes: [
    ["Time played", ({ timePlayed }) => timePlayed !== undefined],
    ["Last played", ({ lastPlayedTime }) => lastPlayedTime !== undefined],
  ],
  achievements: [["Achievements", () => true]],
  localSizes: [["Size", () => true]],
  osCompatibilities: [["OS", () => true]],
  librarySettings: [
    ["Tags", ({ tags }) => tags !== undefined],
    ["Hidden", ({ hidden }) => hidden !== undefined],
  ],
};

/** Where some facts of a game came from. */
export interface OriginRow {
  readonly facts: string;
  readonly origin: FactOrigin;
}

/** Returns where the facts of a game came from, in the order in which the details show them. */
export function originRows(origins: GameOrigins, game: GameRow): readonly OriginRow[] {
  return (Object.keys(facts) as Kind[]).flatMap((kind) => {
    const origin = origins[kind];
    const known = facts[kind].filter(([, isKnown]) => isKnown(game)).map(([title]) => title);
    return origin && known.length > 0 ? [{ facts: known.join(", "), origin }] : [];
  });
}

/** Returns what the author's method answered with, if the integration tells. */
export function basisOf(
  { handler }: FactOrigin,
  parts: readonly PartState[],
  session: SessionRow | undefined,
): string | undefined {
  for (const part of parts) {
    if (part.name !== handler) continue;
    if (part.kind === "cache") return "from its cache";
    if (part.kind !== "source") continue;
    if (part.at === undefined || (session && part.at < session.time)) return "as stored in an earlier run";
    return `as in its answer at ${clockTime(part.at)}`;
  }
  return undefined;
}
