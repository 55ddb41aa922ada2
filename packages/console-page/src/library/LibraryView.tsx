import { WhyEmpty } from "../imports/WhyEmpty.js";
import { useNavigation } from "../layout/navigation.js";
import { WithDetails } from "../layout/WithDetails.js";
import { Button } from "../parts/Button.js";
import { EmptyState } from "../parts/EmptyState.js";
import { GameDetailsPanel } from "./GameDetailsPanel.js";
import { GameGrid } from "./GameGrid.js";
import { GameTable } from "./GameTable.js";
import { useLibraryLook } from "./library-look.js";
import { LibraryToolbar } from "./LibraryToolbar.js";
import { useLibrary } from "./use-library.js";

export function LibraryView() {
  const library = useLibrary();
  const [look] = useLibraryLook();
  const [place, go] = useNavigation();
  if (library.rows.size === 0) return <WhyEmpty kinds={["ownedGames", "localGames"]} things="games" />;

  const selectedId = place.selected.library;
  const selected = selectedId === undefined ? undefined : library.rows.get(selectedId);
  const select = (gameId: string | undefined): void => go({ to: "selection", selection: { library: gameId } });
  const shown = { games: library.games, selected: selectedId, onOpen: select };
  return (
    <WithDetails
      list={
        <>
          <LibraryToolbar library={library} />
          {library.games.length === 0 ? (
            <EmptyState icon="search" title="No game matches">
              <Button
                onClick={() => {
                  library.setSearch("");
                  library.setGroup("all");
                }}
              >
                Show all games
              </Button>
            </EmptyState>
          ) : look === "grid" ? (
            <GameGrid {...shown} />
          ) : (
            <GameTable {...shown} sorting={library.sorting} reversed={library.reversed} onSort={library.sortBy} />
          )}
        </>
      }
      details={selected && <GameDetailsPanel game={selected} onClose={() => select(undefined)} />}
    />
  );
}
