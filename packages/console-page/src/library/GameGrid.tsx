import type { GameRow } from "@galaxy-kit/console";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useId, useRef, useState } from "react";
import { handleListKey } from "../navigation/list-keys.js";
import { useWidth } from "../parts/use-width.js";
import { GameCard } from "./GameCard.js";
import styles from "./GameGrid.module.css";

const CARD_WIDTH = 132;
const GAP = 14;
const PADDING = 14;
const TEXT_HEIGHT = 52;
/** Height of a cover divided by its width. */
const COVER_RATIO = 1.3;

interface GameGridProps {
  readonly games: readonly GameRow[];
  readonly isStale: boolean;
  readonly selected: string | undefined;
  readonly onOpen: (gameId: string) => void;
}

/** A grid of cards that renders only the rows in view. */
export function GameGrid({ games, isStale, selected, onOpen }: GameGridProps) {
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const width = useWidth(scroller) - 2 * PADDING;
  const [activeId, setActiveId] = useState<string>();
  const active = activeId === undefined ? -1 : games.findIndex(({ gameId }) => gameId === activeId);

  const columns = Math.max(1, Math.floor((width + GAP) / (CARD_WIDTH + GAP)));
  const cardWidth = Math.max(1, (width - GAP * (columns - 1)) / columns);
  const rowHeight = Math.round(cardWidth * COVER_RATIO) + TEXT_HEIGHT + GAP;

  const virtualizer = useVirtualizer({
    count: Math.ceil(games.length / columns),
    estimateSize: () => rowHeight,
    getScrollElement: () => scroller.current,
    paddingStart: PADDING,
    overscan: 2,
  });
  useEffect(() => {
    virtualizer.measure();
  }, [virtualizer, rowHeight]);

  // Opening details makes the grid narrower, which moves the selected game out of view.
  useEffect(() => {
    const index = selected === undefined ? -1 : games.findIndex(({ gameId }) => gameId === selected);
    if (index >= 0) virtualizer.scrollToIndex(Math.floor(index / columns), { align: "auto" });
    // Only when one of these changes: added and removed games must not scroll the list.
  }, [selected, columns]);

  const move = (index: number): void => {
    const game = games[index];
    if (!game) return;
    setActiveId(game.gameId);
    virtualizer.scrollToIndex(Math.floor(index / columns), { align: "auto" });
    if (selected !== undefined) onOpen(game.gameId);
  };
  const open = (gameId: string): void => {
    setActiveId(gameId);
    onOpen(gameId);
  };

  return (
    <div
      ref={scroller}
      className={styles.scroller}
      data-stale={isStale}
      role="listbox"
      aria-label="Games"
      aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
      tabIndex={0}
      onKeyDown={(event) =>
        handleListKey(event, {
          active,
          columns,
          count: games.length,
          pageSize: columns * Math.max(1, Math.floor(event.currentTarget.clientHeight / rowHeight)),
          onMove: move,
          onOpen: (index) => {
            const game = games[index];
            if (game) open(game.gameId);
          },
        })
      }
    >
      <div className={styles.content} role="presentation" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index: row, start }) => (
          <div
            key={row}
            className={styles.row}
            role="presentation"
            style={{ transform: `translateY(${start}px)`, gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
          >
            {games.slice(row * columns, (row + 1) * columns).map((game, column) => {
              const index = row * columns + column;
              return (
                <GameCard
                  key={game.gameId}
                  id={`${id}-${index}`}
                  game={game}
                  position={index + 1}
                  count={games.length}
                  active={index === active}
                  selected={game.gameId === selected}
                  onOpen={open}
                />
              );
            })}
          </div>
        ))}
      </div>
    </div>
  );
}
