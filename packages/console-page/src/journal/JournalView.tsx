import { useMemo, useState } from "react";
import { useTold } from "../feed/feed-context.js";
import { plural } from "../format/amount.js";
import { useNavigation } from "../layout/navigation.js";
import { WithDetails } from "../layout/WithDetails.js";
import { EmptyState } from "../parts/EmptyState.js";
import { findRow } from "./find-row.js";
import { filterJournal, type JournalFilter, wholeJournal } from "./journal-filter.js";
import { JournalTable } from "./JournalTable.js";
import { JournalToolbar } from "./JournalToolbar.js";
import styles from "./JournalView.module.css";
import { MessagePanel } from "./MessagePanel.js";

export function JournalView() {
  const { rows, missed } = useTold((state) => state.journal);
  const [place, go] = useNavigation();
  const [filter, setFilter] = useState<JournalFilter>(wholeJournal);
  const [reveal, setReveal] = useState(false);
  /** Rows up to this number are cleared away. */
  const [cleared, setCleared] = useState(0);
  /** Rows after this number wait. */
  const [pausedAt, setPausedAt] = useState<number>();

  const wanted = useMemo(
    () => filterJournal(rows, filter).filter(({ number }) => number > cleared),
    [rows, filter, cleared],
  );
  const shown = useMemo(
    () => (pausedAt === undefined ? wanted : wanted.filter(({ number }) => number <= pausedAt)),
    [wanted, pausedAt],
  );
  const last = rows.at(-1)?.number ?? 0;
  const selected = place.selected.journal;
  const select = (number: number | undefined): void => go({ to: "selection", selection: { journal: number } });

  return (
    <WithDetails
      list={
        <>
          <JournalToolbar
            filter={filter}
            onFilter={setFilter}
            waiting={pausedAt === undefined ? undefined : wanted.length - shown.length}
            onPause={() => setPausedAt(pausedAt === undefined ? last : undefined)}
            onClear={() => {
              setCleared(last);
              select(undefined);
            }}
            reveal={reveal}
            onReveal={setReveal}
          />
          {missed > 0 && (
            <p className={styles.missed}>
              {plural(missed, "message")} came faster than the page could take, and are not kept any more.
            </p>
          )}
          {shown.length === 0 ? (
            <EmptyState title="No messages">
              {rows.length === 0
                ? "Nothing was said on the wire yet."
                : "None of the messages is one that you want to see."}
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
