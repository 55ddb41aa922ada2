import type { GameRow } from "@galaxy-kit/console";
import { useDeferredValue, useMemo, useState } from "react";
import { useTold } from "../feed/feed-context.js";
import { isBoolean, oneOf, useRemembered } from "../settings/use-remembered.js";
import { countGroups, filterGames, type GameGroup } from "./game-filter.js";
import { compareGames, type GameSorting, gameSortings } from "./game-order.js";
import { OrderedRows } from "./ordered-rows.js";

/** The games that the user wants to see, in the order that the user wants. */
export function useLibrary() {
  const rows = useTold((state) => state.games);
  const [search, setSearch] = useState("");
  const [group, setGroup] = useState<GameGroup>("all");
  const [sorting, setSorting] = useRemembered<GameSorting>("library.sorting", "title", oneOf(...gameSortings));
  const [reversed, setReversed] = useRemembered("library.reversed", false, isBoolean);
  const [ordered] = useState(() => new OrderedRows<GameRow>(({ gameId }) => gameId));

  // Typing goes first; the list follows.
  const searched = useDeferredValue(search);
  const compare = useMemo(() => compareGames(sorting, reversed), [sorting, reversed]);
  const games = useMemo(
    () => filterGames(ordered.order(rows, compare), group, searched),
    [ordered, rows, compare, group, searched],
  );
  const counts = useMemo(() => countGroups(rows.values()), [rows]);

  const sortBy = (next: GameSorting): void => {
    setReversed(next === sorting ? !reversed : false);
    setSorting(next);
  };
  return { rows, games, counts, search, setSearch, group, setGroup, sorting, reversed, sortBy };
}

export type LibrarySelection = ReturnType<typeof useLibrary>;
