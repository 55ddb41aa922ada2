import { useVirtualizer } from "@tanstack/react-virtual";
import { type Key, type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { pressInList } from "../layout/list-keys.js";
import { Button } from "./Button.js";
import { classes } from "./classes.js";
import styles from "./VirtualList.module.css";

interface VirtualListProps<Row> {
  readonly label: string;
  /** `grid`: a row has cells; `listbox`: a row is one thing. */
  readonly role: "grid" | "listbox";
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => Key;
  /** Pixels; what a row has at least when they are `measured`. */
  readonly rowHeight: number;
  readonly measured?: boolean;
  /** Stays at the end while rows are appended, until the user scrolls up. */
  readonly follows?: boolean;
  /** A row of its own that stays in sight. */
  readonly header?: ReactNode;
  readonly rowClass?: (row: Row) => string | undefined;
  readonly selected?: Key | undefined;
  readonly onOpen: (row: Row) => void;
  readonly children: (row: Row) => ReactNode;
}

/** A list of any length, of which only the rows in sight exist. */
export function VirtualList<Row>({ rows, keyOf, selected, onOpen, ...props }: VirtualListProps<Row>) {
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [activeKey, setActiveKey] = useState<Key>();
  const active = activeKey === undefined ? -1 : rows.findIndex((row) => keyOf(row) === activeKey);

  const virtualizer = useVirtualizer({
    count: rows.length,
    estimateSize: () => props.rowHeight,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => {
      const row = rows[index];
      return row === undefined ? index : keyOf(row);
    },
    overscan: 8,
    anchorTo: props.follows ? "end" : "start",
    followOnAppend: props.follows ?? false,
    scrollEndThreshold: props.rowHeight,
  });

  useLayoutEffect(() => {
    if (props.follows && selected === undefined) virtualizer.scrollToEnd();
    // Only when it appears: from then on the list follows by itself.
  }, []);

  useEffect(() => {
    if (selected === undefined) return;
    setActiveKey(selected);
    const index = rows.findIndex((row) => keyOf(row) === selected);
    if (index >= 0) virtualizer.scrollToIndex(index, { align: "auto" });
    // Rows that come later do not take the user back to the selected one.
  }, [selected]);

  const open = (index: number): void => {
    const row = rows[index];
    if (row === undefined) return;
    setActiveKey(keyOf(row));
    onOpen(row);
  };
  const move = (index: number): void => {
    const row = rows[index];
    if (row === undefined) return;
    setActiveKey(keyOf(row));
    virtualizer.scrollToIndex(index, { align: "auto" });
    // Details that are open go along.
    if (selected !== undefined) onOpen(row);
  };
  const rowRole = props.role === "grid" ? "row" : "option";
  const pageSize = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / props.rowHeight) - 1);
  const isAway = props.follows && !virtualizer.isAtEnd() && rows.length > 0;

  return (
    <div
      className={styles.list}
      role={props.role}
      aria-label={props.label}
      aria-rowcount={props.role === "grid" ? rows.length : undefined}
      aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
      tabIndex={0}
      onKeyDown={(event) =>
        pressInList(event, { active, count: rows.length, columns: 1, pageSize, onMove: move, onOpen: open })
      }
    >
      {props.header && (
        <div className={styles.header} role="presentation">
          {props.header}
        </div>
      )}
      <div ref={scroller} className={styles.scroller} role="presentation">
        <div className={styles.all} role="presentation" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, key, start, size }) => {
            const row = rows[index];
            return (
              row !== undefined && (
                <div
                  key={key}
                  ref={props.measured ? virtualizer.measureElement : undefined}
                  data-index={index}
                  id={`${id}-${index}`}
                  role={rowRole}
                  className={classes(styles.row, props.rowClass?.(row), index === active && styles.active)}
                  aria-selected={keyOf(row) === selected}
                  aria-rowindex={props.role === "grid" ? index + 1 : undefined}
                  aria-posinset={props.role === "listbox" ? index + 1 : undefined}
                  aria-setsize={props.role === "listbox" ? rows.length : undefined}
                  style={{ transform: `translateY(${start}px)`, ...(!props.measured && { height: size }) }}
                  onClick={() => open(index)}
                >
                  {props.children(row)}
                </div>
              )
            );
          })}
        </div>
      </div>
      {isAway && (
        <div className={styles.follow}>
          <Button icon="down" look="primary" onClick={() => virtualizer.scrollToEnd()}>
            Latest
          </Button>
        </div>
      )}
    </div>
  );
}
