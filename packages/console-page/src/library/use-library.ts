import type { GameRow } from "@galaxy-kit/console";
import { LocalGameState } from "@galaxy-kit/protocol";
import { useDeferredValue, useMemo, useState } from "react";
import { usePageState } from "../feed/feed-context.js";
import { useIsRunning } from "../feed/obstacle.js";
import { isBoolean, oneOf, useStoredState } from "../parts/use-stored-state.js";
import { countGroups, filterGames, type GameGroup } from "./game-filter.js";
import { compareGames, type GameSorting, gameSortings } from "./game-order.js";
import { isRunning } from "./game-state.js";
import { OrderedRows } from "./ordered-rows.js";

/** The games that match the group and the search, in the chosen order. */
export function useLibrary() {
  const reported = usePageState((state) => state.games);
  const isStale = !useIsRunning();
  const rows = useMemo(() => (isStale ? withoutRunning(reported) : reported), [reported, isStale]);
  const [search, setSearch] = useState("");
  const [group, setGroup] = useState<GameGroup>("all");
  const [sorting, setSorting] = useStoredState<GameSorting>("library.sorting", "title", oneOf(...gameSortings));
  const [reversed, setReversed] = useStoredState("library.reversed", false, isBoolean);
  const [ordered] = useState(() => new OrderedRows<GameRow>(({ gameId }) => gameId));

  // Typing has priority over updating the list.
  const deferredSearch = useDeferredValue(search);
  const compare = useMemo(() => compareGames(sorting, reversed), [sorting, reversed]);
  const games = useMemo(
    () => filterGames(ordered.order(rows, compare), group, deferredSearch),
    [ordered, rows, compare, group, deferredSearch],
  );
  const counts = useMemo(() => countGroups(rows.values()), [rows]);

  const sortBy = (next: GameSorting): void => {
    setReversed(next === sorting ? !reversed : false);
    setSorting(next);
  };
  return { rows, isStale, games, counts, search, setSearch, group, setGroup, sorting, reversed, sortBy };
}

/** While the integration is not running, it is unknown whether games are. */
function withoutRunning(games: ReadonlyMap<string, GameRow>): ReadonlyMap<string, GameRow> {
  const running = [...games.values()].filter(isRunning);
  if (running.length === 0) return games;
  const known = new Map(games);
  for (const game of running) known.set(game.gameId, { ...game, localGameState: LocalGameState.Installed });
  return known;
}

export type LibraryView = ReturnType<typeof useLibrary>;
