import type { JournalRow } from "@galaxy-kit/console";
import type { ReactNode } from "react";
import { bytes } from "../format/amount.js";
import { clockTime, duration } from "../format/time.js";
import { classes } from "../parts/classes.js";
import { Icon } from "../parts/Icon.js";
import { SortHeader } from "../parts/SortHeader.js";
import { ascends, clicked, type JournalColumn, type JournalOrder } from "./journal-order.js";
import styles from "./JournalTable.module.css";
import { directionLabels, methodLabel } from "./message-labels.js";
import type { TimeScale } from "./time-scale.js";
import { TimeAxis } from "./Timeline.js";

interface HeaderRowProps {
  readonly scale: TimeScale | undefined;
  readonly order: JournalOrder;
  readonly onOrder: (order: JournalOrder) => void;
}

export function HeaderRow({ scale, order, onOrder }: HeaderRowProps) {
  const sorted = (column: JournalColumn) => ({
    name: column,
    order: order.by === column ? (ascends(order) ? ("ascending" as const) : ("descending" as const)) : undefined,
    onSort: () => onOrder(clicked(order, column)),
  });
  return (
    <div className={classes(styles.row, styles.header)} role="row">
      <div role="columnheader">
        <span className={styles.hidden}>Direction</span>
      </div>
      <SortHeader {...sorted("time")} title="Time" className={undefined} />
      <SortHeader {...sorted("method")} title="Method" className={styles.method} />
      <div role="columnheader" className={styles.id}>
        ID
      </div>
      <SortHeader {...sorted("duration")} title="Duration" className={undefined} />
      <SortHeader {...sorted("size")} title="Size" className={styles.size} />
      <div role="columnheader" className={styles.excerpt}>
        Content
      </div>
      <div role="columnheader" className={styles.timeline}>
        <span className={styles.hidden}>Timeline</span>
        <TimeAxis scale={scale} />
      </div>
    </div>
  );
}

interface MessageRowProps {
  /** Undefined while it is being loaded. */
  readonly row: JournalRow | undefined;
  /** Whether it is a part of an open import. */
  readonly isInside: boolean;
  readonly fold: ReactNode;
  readonly bar: ReactNode;
}

export function MessageRow({ row, isInside, fold, bar }: MessageRowProps) {
  if (!row) return <div className={styles.row} role="gridcell" aria-label="Loading" />;
  return (
    <div className={styles.row} role="presentation" data-failed={row.failed && !fold} data-type={row.type}>
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
      <div role="gridcell" className={styles.method} data-inside={isInside}>
        {fold || methodLabel(row)}
      </div>
      <div role="gridcell" className={styles.id}>
        {row.id}
      </div>
      <div role="gridcell" className={styles.amount}>
        {row.duration !== undefined && duration(row.duration)}
      </div>
      <div role="gridcell" className={styles.size}>
        {bytes(row.size)}
      </div>
      <div role="gridcell" className={styles.excerpt}>
        {row.excerpt}
      </div>
      <div role="gridcell" className={styles.timeline}>
        {bar}
      </div>
    </div>
  );
}
