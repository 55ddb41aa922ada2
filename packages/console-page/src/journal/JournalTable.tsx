import type { JournalRow } from "@galaxy-kit/console";
import { bytes } from "../format/amount.js";
import { clockTime, duration } from "../format/time.js";
import { classes } from "../parts/classes.js";
import { Icon } from "../parts/Icon.js";
import { VirtualList } from "../parts/VirtualList.js";
import styles from "./JournalTable.module.css";
import { directionLabels, methodLabel } from "./message-labels.js";

interface JournalTableProps {
  readonly rows: readonly JournalRow[];
  readonly selected: number | undefined;
  readonly onSelect: (number: number) => void;
}

export function JournalTable({ rows, selected, onSelect }: JournalTableProps) {
  return (
    <div className={styles.container}>
      <VirtualList
        label="Messages"
        role="grid"
        followTail
        rows={rows}
        keyOf={({ number }) => number}
        rowHeight={26}
        selected={selected}
        onOpen={({ number }) => onSelect(number)}
        header={<HeaderRow />}
      >
        {(row) => <Message row={row} />}
      </VirtualList>
    </div>
  );
}

function HeaderRow() {
  return (
    <div className={classes(styles.row, styles.header)} role="row">
      <div role="columnheader" aria-label="Direction" />
      <div role="columnheader">Time</div>
      <div role="columnheader">Method</div>
      <div role="columnheader">ID</div>
      <div role="columnheader">Duration</div>
      <div role="columnheader">Size</div>
      <div role="columnheader" className={styles.excerpt}>
        Content
      </div>
    </div>
  );
}

function Message({ row }: { readonly row: JournalRow }) {
  return (
    <div className={styles.row} role="presentation" data-failed={row.failed} data-type={row.type}>
      <div
        role="gridcell"
        className={styles.direction}
        data-direction={row.direction}
        aria-label={directionLabels[row.direction]}
      >
        <Icon name={row.direction === "sent" ? "up" : "down"} />
      </div>
      <div role="gridcell" className={styles.muted}>
        {clockTime(row.time)}
      </div>
      <div role="gridcell" className={styles.method}>
        {methodLabel(row)}
      </div>
      <div role="gridcell" className={styles.muted}>
        {row.id}
      </div>
      <div role="gridcell" className={styles.amount}>
        {row.duration !== undefined && duration(row.duration)}
      </div>
      <div role="gridcell" className={styles.amount}>
        {bytes(row.size)}
      </div>
      <div role="gridcell" className={styles.excerpt}>
        {row.excerpt}
      </div>
    </div>
  );
}
