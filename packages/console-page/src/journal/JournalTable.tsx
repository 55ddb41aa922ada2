import type { JournalRow } from "@galaxy-kit/console";
import { VirtualList } from "../parts/VirtualList.js";
import { dividerKey, isDivider } from "../sessions/divide.js";
import { Restart } from "../sessions/Restart.js";
import { ImportFold } from "./ImportFold.js";
import type { JournalItems } from "./journal-items.js";
import type { JournalLine, Shown } from "./journal-lines.js";
import { asTheyCame, type JournalOrder } from "./journal-order.js";
import styles from "./JournalTable.module.css";
import { HeaderRow, MessageRow } from "./MessageRow.js";
import { isRunning, type Responses, spanOf } from "./spans.js";
import { timeScale } from "./time-scale.js";
import { TimeBar } from "./Timeline.js";

interface JournalTableProps {
  readonly lines: readonly JournalLine[];
  readonly items: JournalItems;
  readonly responses: Responses;
  /** When the newest message came. */
  readonly now: number;
  readonly order: JournalOrder;
  readonly onOrder: (order: JournalOrder) => void;
  readonly selected: number | undefined;
  readonly onSelect: (number: number) => void;
  /** Shows these messages about the items of an import, or none. */
  readonly onShow: (number: number, shown: Shown | undefined) => void;
}

export function JournalTable({
  lines,
  items,
  responses,
  now,
  order,
  onOrder,
  selected,
  onSelect,
  onShow,
}: JournalTableProps) {
  const rowOf = (line: JournalLine): JournalRow | undefined => {
    if (isDivider(line)) return undefined;
    return line.type === "item" ? items.row(line) : line.row;
  };
  return (
    <div className={styles.container}>
      <VirtualList
        label="Messages"
        role="grid"
        followTail={order === asTheyCame}
        order={order}
        rows={lines}
        keyOf={(line) => (isDivider(line) ? dividerKey(line) : line.key)}
        rowHeight={26}
        selected={selected === undefined ? undefined : (items.lineOf(selected) ?? selected)}
        onOpen={(line) => {
          const row = rowOf(line);
          if (row) onSelect(row.number);
        }}
        onExpand={(line, isOpen) => {
          if (!isDivider(line) && line.type === "import") onShow(line.key, isOpen ? (line.shown ?? "all") : undefined);
        }}
        onVisible={(visible) => {
          items.load(visible.flatMap((line) => (isDivider(line) || line.type !== "item" ? [] : [line])));
        }}
        view={(visible) =>
          timeScale(visible.map((line) => spanOf(line, responses, items, now)).filter((span) => span !== undefined))
        }
        header={(scale) => <HeaderRow scale={scale} order={order} onOrder={onOrder} />}
      >
        {(line, scale) => {
          if (isDivider(line)) return <Restart session={line.session} role="gridcell" />;
          return (
            <MessageRow
              row={rowOf(line)}
              isInside={line.type === "item" || (line.type === "message" && line.isInside)}
              fold={line.type === "import" && <ImportFold line={line} onShow={(shown) => onShow(line.key, shown)} />}
              bar={
                <TimeBar
                  scale={scale}
                  span={spanOf(line, responses, items, now)}
                  isRunning={isRunning(line, responses)}
                />
              }
            />
          );
        }}
      </VirtualList>
    </div>
  );
}
