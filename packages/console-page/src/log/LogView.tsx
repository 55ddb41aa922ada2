import type { LogRow } from "@galaxy-kit/console";
import { useMemo, useState } from "react";
import { usePageState } from "../feed/feed-context.js";
import { plural } from "../format/amount.js";
import { EmptyState } from "../parts/EmptyState.js";
import { SearchField } from "../parts/SearchField.js";
import { Select } from "../parts/Select.js";
import { Toolbar } from "../parts/Toolbar.js";
import { VirtualList } from "../parts/VirtualList.js";
import { divided, dividerKey, isDivider, type SessionDivider } from "../sessions/divide.js";
import { Restart } from "../sessions/Restart.js";
import { DebugLines } from "./DebugLines.js";
import { filterLog, type Level, type LogFilter, noFilter } from "./log-filter.js";
import { LogLine } from "./LogLine.js";
import styles from "./LogView.module.css";

const levels: Readonly<Record<Level, string>> = {
  debug: "All levels",
  info: "Info and above",
  warn: "Warnings and errors",
  error: "Errors only",
};

export function LogView() {
  const { rows, missed } = usePageState((state) => state.log);
  const sessions = usePageState((state) => state.sessions);
  const [filter, setFilter] = useState<LogFilter>(noFilter);
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const shown = useMemo(() => filterLog(rows, filter), [rows, filter]);
  const lines = useMemo(() => divided(shown, sessions), [shown, sessions]);

  const toggle = (row: LogRow | SessionDivider): void => {
    if (isDivider(row)) return;
    const { number } = row;
    const next = new Set(opened);
    if (!next.delete(number)) next.add(number);
    setOpened(next);
  };
  return (
    <>
      <Toolbar label="Log">
        <SearchField label="Filter log" value={filter.text} onChange={(text) => setFilter({ ...filter, text })} />
        <Select
          label="Level"
          value={filter.minLevel}
          options={levels}
          onChange={(minLevel) => setFilter({ ...filter, minLevel })}
        />
        <DebugLines />
        <span className={styles.count} role="status">
          {plural(shown.length, "line")}
          {missed > 0 && `; ${plural(missed, "line")} arrived too fast and were dropped`}
        </span>
      </Toolbar>
      {shown.length === 0 ? (
        <EmptyState title="No log lines">
          {rows.length === 0 ? "The integration has not logged anything yet." : "No lines match the filter."}
        </EmptyState>
      ) : (
        <VirtualList
          label="Log lines"
          role="grid"
          followTail
          dynamicHeight
          rows={lines}
          keyOf={(row) => (isDivider(row) ? dividerKey(row) : row.number)}
          rowHeight={25}
          onOpen={toggle}
        >
          {(row) =>
            isDivider(row) ? (
              <Restart session={row.session} role="gridcell" />
            ) : (
              <LogLine row={row} open={opened.has(row.number)} />
            )
          }
        </VirtualList>
      )}
    </>
  );
}
