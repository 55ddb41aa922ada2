import type { GameRow } from "@galaxy-kit/console";
import { classes } from "../parts/classes.js";
import { SortHeader } from "../parts/SortHeader.js";
import { VirtualList } from "../parts/VirtualList.js";
import { gameColumns } from "./game-columns.js";
import type { GameSorting } from "./game-order.js";
import { isRunning } from "./game-state.js";
import styles from "./GameTable.module.css";

interface GameTableProps {
  readonly games: readonly GameRow[];
  readonly isStale: boolean;
  readonly selected: string | undefined;
  readonly onOpen: (gameId: string) => void;
  readonly sorting: GameSorting;
  readonly reversed: boolean;
  readonly onSort: (sorting: GameSorting) => void;
}

export function GameTable({ games, isStale, selected, onOpen, ...sort }: GameTableProps) {
  return (
    <div className={styles.container} data-stale={isStale}>
      <VirtualList
        label="Games"
        role="grid"
        rows={games}
        keyOf={({ gameId }) => gameId}
        rowHeight={38}
        selected={selected}
        onOpen={({ gameId }) => onOpen(gameId)}
        header={() => <HeaderRow {...sort} />}
      >
        {(game) => (
          <div className={classes(styles.row, isRunning(game) && styles.running)} role="presentation">
            {gameColumns.map(({ name, cell }) => (
              <div key={name} className={styles.cell} data-column={name} role="gridcell">
                {cell(game)}
              </div>
            ))}
          </div>
        )}
      </VirtualList>
    </div>
  );
}

function HeaderRow({ sorting, reversed, onSort }: Pick<GameTableProps, "sorting" | "reversed" | "onSort">) {
  return (
    <div className={classes(styles.row, styles.header)} role="row">
      {gameColumns.map(({ name, title, sorting: by }) => {
        // By default, titles are in ascending order and amounts in descending order.
        const ascends = (by === "title") !== reversed;
        const isSorted = by === sorting;
        return by ? (
          <SortHeader
            key={name}
            className={styles.cell}
            name={name}
            title={title}
            order={isSorted ? (ascends ? "ascending" : "descending") : undefined}
            onSort={() => onSort(by)}
          />
        ) : (
          <div key={name} className={styles.cell} data-column={name} role="columnheader">
            {title}
          </div>
        );
      })}
    </div>
  );
}
