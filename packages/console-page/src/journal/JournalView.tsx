import { useMemo, useState } from "react";
import { usePageState } from "../feed/feed-context.js";
import { plural } from "../format/amount.js";
import { useNavigation } from "../navigation/navigation.js";
import { EmptyState } from "../parts/EmptyState.js";
import { WithDetails } from "../parts/WithDetails.js";
import { findRow } from "./find-row.js";
import { filterJournal, type JournalFilter, noFilter } from "./journal-filter.js";
import { JournalTable } from "./JournalTable.js";
import { JournalToolbar } from "./JournalToolbar.js";
import styles from "./JournalView.module.css";
import { MessagePanel } from "./MessagePanel.js";

export function JournalView() {
  const { rows, missed } = usePageState((state) => state.journal);
  const [navigation, navigate] = useNavigation();
  const [filter, setFilter] = useState<JournalFilter>(noFilter);
  const [reveal, setReveal] = useState(false);
  /** Rows up to this number are cleared. */
  const [cleared, setCleared] = useState(0);
  /** Rows after this number are hidden until the user resumes. */
  const [pausedAt, setPausedAt] = useState<number>();

  const matching = useMemo(
    () => filterJournal(rows, filter).filter(({ number }) => number > cleared),
    [rows, filter, cleared],
  );
  const shown = useMemo(
    () => (pausedAt === undefined ? matching : matching.filter(({ number }) => number <= pausedAt)),
    [matching, pausedAt],
  );
  const last = rows.at(-1)?.number ?? 0;
  const selected = navigation.selected.journal;
  const select = (number: number | undefined): void => navigate({ to: "selection", selection: { journal: number } });

  return (
    <WithDetails
      list={
        <>
          <JournalToolbar
            filter={filter}
            onFilter={setFilter}
            waiting={pausedAt === undefined ? undefined : matching.length - shown.length}
            onPause={() => setPausedAt(pausedAt === undefined ? last : undefined)}
            onClear={() => {
              setCleared(last);
              select(undefined);
            }}
            reveal={reveal}
            onReveal={setReveal}
          />
          {missed > 0 && (
            <p className={styles.missed}>{plural(missed, "message")} arrived too fast and were dropped.</p>
          )}
          {shown.length === 0 ? (
            <EmptyState title="No messages">
              {rows.length === 0 ? "No messages have been exchanged yet." : "No messages match the filter."}
            </EmptyState>
          ) : (
            <JournalTable rows={shown} selected={selected} onSelect={select} />
          )}
        </>
      }
      details={
        selected !== undefined && (
          <MessagePanel number={selected} row={findRow(rows, selected)} reveal={reveal} onSelect={select} />
        )
      }
    />
  );
}
