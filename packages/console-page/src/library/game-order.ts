import type { GameRow } from "@galaxy-kit/console";
import { isInstalled, isRunning, titleOf } from "./game-state.js";

const alphabet = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** The ways to sort games. Amounts sort in descending order; games without a value always come last. */
const sortings = {
  title: { title: "Title" },
  state: { title: "State", amount: (game: GameRow) => Number(isRunning(game)) + Number(isInstalled(game)) },
  timePlayed: { title: "Time played", amount: (game: GameRow) => game.timePlayed },
  lastPlayed: { title: "Last played", amount: (game: GameRow) => game.lastPlayedTime },
  achievements: { title: "Achievements", amount: (game: GameRow) => game.unlockedAchievements },
  size: { title: "Size", amount: (game: GameRow) => game.localSize ?? undefined },
  dlcs: { title: "DLCs", amount: (game: GameRow) => game.dlcs?.length },
} satisfies Record<string, { title: string; amount?: (game: GameRow) => number | undefined }>;

export type GameSorting = keyof typeof sortings;

export const gameSortings = Object.keys(sortings) as GameSorting[];

export const titlesOfSortings = Object.fromEntries(
  gameSortings.map((sorting) => [sorting, sortings[sorting].title]),
) as Readonly<Record<GameSorting, string>>;

export type Compare<Row> = (one: Row, other: Row) => number;

/** @param reversed - titles from Z to A, amounts in ascending order */
export function compareGames(sorting: GameSorting, reversed: boolean): Compare<GameRow> {
  const sign = reversed ? -1 : 1;
  const byTitle: Compare<GameRow> = (one, other) =>
    compareTitles(titleOf(one), titleOf(other)) || compareText(one.gameId, other.gameId);
  const definition = sortings[sorting];
  if (!("amount" in definition)) return (one, other) => sign * byTitle(one, other);
  const { amount } = definition;
  return (one, other) => {
    const [a, b] = [amount(one), amount(other)];
    if (a === b) return byTitle(one, other);
    if (a === undefined) return 1;
    return b === undefined ? -1 : sign * (b - a);
  };
}

/** A cheap check first: most changes to a game leave its title as it is. */
function compareTitles(one: string, other: string): number {
  return one === other ? 0 : alphabet.compare(one, other);
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
