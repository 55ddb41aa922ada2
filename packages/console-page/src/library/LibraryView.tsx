import { EmptyList } from "../imports/EmptyList.js";
import { ListBanner } from "../imports/ListBanner.js";
import { useNavigation } from "../navigation/navigation.js";
import { Button } from "../parts/Button.js";
import { EmptyState } from "../parts/EmptyState.js";
import { WithDetails } from "../parts/WithDetails.js";
import { GameDetailsPanel } from "./GameDetailsPanel.js";
import { GameGrid } from "./GameGrid.js";
import { GameTable } from "./GameTable.js";
import { useLibraryLayout } from "./library-layout.js";
import { LibraryToolbar } from "./LibraryToolbar.js";
import { useLibrary } from "./use-library.js";

export function LibraryView() {
  const library = useLibrary();
  const [layout] = useLibraryLayout();
  const [navigation, navigate] = useNavigation();
  if (library.rows.size === 0) return <EmptyList kinds={["ownedGames", "localGames"]} noun="games" />;

  const selectedId = navigation.selected.library;
  const selected = selectedId === undefined ? undefined : library.rows.get(selectedId);
  const select = (gameId: string | undefined): void => navigate({ to: "selection", selection: { library: gameId } });
  const shown = { games: library.games, isStale: library.isStale, selected: selectedId, onOpen: select };
  return (
    <WithDetails
      list={
        <>
          <ListBanner kinds={["ownedGames", "localGames"]} noun="games" />
          <LibraryToolbar library={library} />
          {library.games.length === 0 ? (
            <EmptyState icon="search" title="No games match the search">
              <Button
                onClick={() => {
                  library.setSearch("");
                  library.setGroup("all");
                }}
              >
                Show all games
              </Button>
            </EmptyState>
          ) : layout === "grid" ? (
            <GameGrid {...shown} />
          ) : (
            <GameTable {...shown} sorting={library.sorting} reversed={library.reversed} onSort={library.sortBy} />
          )}
        </>
      }
      selected={selectedId}
      details={selected && <GameDetailsPanel game={selected} onClose={() => select(undefined)} />}
    />
  );
}
