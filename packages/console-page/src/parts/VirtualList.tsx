import { useVirtualizer } from "@tanstack/react-virtual";
import { type Key, type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { handleListKey } from "../navigation/list-keys.js";
import { Button } from "./Button.js";
import { classes } from "./classes.js";
import styles from "./VirtualList.module.css";

interface VirtualListProps<Row, View> {
  readonly label: string;
  /** `grid` if rows have cells, `listbox` if a row is a single item. */
  readonly role: "grid" | "listbox";
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => Key;
  /** In pixels; the minimum if rows have a `dynamicHeight`. */
  readonly rowHeight: number;
  readonly dynamicHeight?: boolean;
  /** Stays scrolled to the end while rows are appended, until the user scrolls up. */
  readonly followTail?: boolean;
  /** What the rows are sorted by. Another order starts at its beginning, or at its end if it has a tail to follow. */
  readonly order?: unknown;
  /** Called with the rows in view whenever they change. */
  readonly onVisible?: (visible: readonly Row[]) => void;
  /** Computes what the header and the rows have in common, from the rows in view. */
  readonly view?: (visible: readonly Row[]) => View;
  /** A header row that stays in view. */
  readonly header?: (view: View) => ReactNode;
  readonly rowClass?: (row: Row) => string | undefined;
  readonly selected?: Key | undefined;
  readonly onOpen: (row: Row) => void;
  /** The right arrow key was pressed on a row, or the left one. */
  readonly onExpand?: (row: Row, isOpen: boolean) => void;
  readonly children: (row: Row, view: View) => ReactNode;
}

/** A list of any length that renders only the rows in view. */
export function VirtualList<Row, View = undefined>({
  rows,
  keyOf,
  selected,
  onOpen,
  ...props
}: VirtualListProps<Row, View>) {
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const header = useRef<HTMLDivElement>(null);
  const [headerHeight, setHeaderHeight] = useState(0);
  useLayoutEffect(() => setHeaderHeight(header.current?.offsetHeight ?? 0), []);
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
    // The header scrolls with the rows, and sticks to the top.
    scrollMargin: headerHeight,
    scrollPaddingStart: headerHeight,
    anchorTo: props.followTail ? "end" : "start",
    followOnAppend: props.followTail ?? false,
    scrollEndThreshold: props.rowHeight,
  });

  useLayoutEffect(() => {
    if (!props.followTail) virtualizer.scrollToOffset(0);
    else if (selected === undefined) virtualizer.scrollToEnd();
    // On mount, after which the virtualizer follows the end, and when the rows get another order.
  }, [props.order]);

  useEffect(() => {
    if (selected === undefined) return;
    setActiveKey(selected);
    const index = rows.findIndex((row) => keyOf(row) === selected);
    if (index >= 0) virtualizer.scrollToIndex(index, { align: "auto" });
    // Only when the selection changes: new rows must not scroll the user back to it.
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
    // If details are open, they show the row that the user moves to.
    if (selected !== undefined) onOpen(row);
  };
  const { startIndex, endIndex } = virtualizer.range ?? { startIndex: 0, endIndex: -1 };
  const visible = rows.slice(startIndex, endIndex + 1);
  const view = props.view?.(visible) as View;
  useEffect(() => props.onVisible?.(visible), [rows, startIndex, endIndex]);
  const rowRole = props.role === "grid" ? "row" : "option";
  const pageSize = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / props.rowHeight) - 1);
  // Not `isAtEnd()`, which makes the browser compute the layout in the middle of a rendering.
  const { scrollOffset, scrollRect } = virtualizer;
  const end = (scrollOffset ?? 0) + (scrollRect?.height ?? Infinity);
  const isScrolledAway = props.followTail && end < virtualizer.getTotalSize() - props.rowHeight && rows.length > 0;

  return (
    <div className={styles.frame}>
      <div
        ref={scroller}
        className={styles.list}
        role={props.role}
        aria-label={props.label}
        aria-rowcount={props.role === "grid" ? rows.length : undefined}
        aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
        tabIndex={0}
        onKeyDown={(event) => {
          handleListKey(event, { active, count: rows.length, columns: 1, pageSize, onMove: move, onOpen: open });
          const row = rows[active];
          if (row !== undefined && (event.key === "ArrowRight" || event.key === "ArrowLeft"))
            props.onExpand?.(row, event.key === "ArrowRight");
        }}
      >
        {props.header && (
          <div ref={header} className={styles.header} role="presentation">
            {props.header(view)}
          </div>
        )}
        <div className={styles.content} role="presentation" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, key, start, size }) => {
            const row = rows[index];
            return (
              row !== undefined && (
                <div
                  key={key}
                  ref={props.dynamicHeight ? virtualizer.measureElement : undefined}
                  data-index={index}
                  id={`${id}-${index}`}
                  role={rowRole}
                  className={classes(styles.row, props.rowClass?.(row), index === active && styles.active)}
                  aria-selected={keyOf(row) === selected}
                  aria-rowindex={props.role === "grid" ? index + 1 : undefined}
                  aria-posinset={props.role === "listbox" ? index + 1 : undefined}
                  aria-setsize={props.role === "listbox" ? rows.length : undefined}
                  style={{
                    transform: `translateY(${start - headerHeight}px)`,
                    ...(!props.dynamicHeight && { height: size }),
                  }}
                  onClick={() => open(index)}
                >
                  {props.children(row, view)}
                </div>
              )
            );
          })}
        </div>
      </div>
      {isScrolledAway && (
        <div className={styles.follow}>
          <Button icon="down" variant="primary" onClick={() => virtualizer.scrollToEnd()}>
            Jump to latest
          </Button>
        </div>
      )}
    </div>
  );
}
