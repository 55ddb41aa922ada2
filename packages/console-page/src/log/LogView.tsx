import type { LogRow } from "@galaxy-kit/console";
import { useMemo, useState } from "react";
import { useTold } from "../feed/feed-context.js";
import { plural } from "../format/amount.js";
import { EmptyState } from "../parts/EmptyState.js";
import { SearchField } from "../parts/SearchField.js";
import { Select } from "../parts/Select.js";
import { Toolbar } from "../parts/Toolbar.js";
import { VirtualList } from "../parts/VirtualList.js";
import { filterLog, type Level, type LogFilter, wholeLog } from "./log-filter.js";
import { LogLine } from "./LogLine.js";
import styles from "./LogView.module.css";

const levels: Readonly<Record<Level, string>> = {
  debug: "All levels",
  info: "Info and above",
  warn: "Warnings and errors",
  error: "Errors",
};

export function LogView() {
  const { rows, missed } = useTold((state) => state.log);
  const [filter, setFilter] = useState<LogFilter>(wholeLog);
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const shown = useMemo(() => filterLog(rows, filter), [rows, filter]);

  const toggle = ({ number }: LogRow): void => {
    const next = new Set(opened);
    if (!next.delete(number)) next.add(number);
    setOpened(next);
  };
  return (
    <>
      <Toolbar label="Log">
        <SearchField label="Filter lines" value={filter.text} onChange={(text) => setFilter({ ...filter, text })} />
        <Select
          label="Level"
          value={filter.least}
          options={levels}
          onChange={(least) => setFilter({ ...filter, least })}
        />
        <span className={styles.count} role="status">
          {plural(shown.length, "line")}
          {missed > 0 && `; ${plural(missed, "line")} came too fast, and are not kept any more`}
        </span>
      </Toolbar>
      {shown.length === 0 ? (
        <EmptyState title="No lines">
          {rows.length === 0
            ? "The integration has logged nothing yet."
            : "None of the lines is one that you want to see."}
        </EmptyState>
      ) : (
        <VirtualList
          label="Log lines"
          role="grid"
          follows
          measured
          rows={shown}
          keyOf={({ number }) => number}
          rowHeight={25}
          onOpen={toggle}
        >
          {(row) => <LogLine row={row} open={opened.has(row.number)} />}
        </VirtualList>
      )}
    </>
  );
}
