import type { JournalRow } from "@galaxy-kit/console";
import { useMemo, useState, useSyncExternalStore } from "react";
import { usePageState, useRequest } from "../feed/feed-context.js";
import { number as grouped, plural } from "../format/amount.js";
import { useNavigation } from "../navigation/navigation.js";
import { EmptyState } from "../parts/EmptyState.js";
import { WithDetails } from "../parts/WithDetails.js";
import { findRow } from "./find-row.js";
import { ItemSearchBar } from "./ItemSearchBar.js";
import { filterJournal, type JournalFilter, noFilter } from "./journal-filter.js";
import { JournalItems } from "./journal-items.js";
import { journalLines, type Shown, withImports } from "./journal-lines.js";
import { asTheyCame, comparison } from "./journal-order.js";
import { JournalTable } from "./JournalTable.js";
import { JournalToolbar } from "./JournalToolbar.js";
import styles from "./JournalView.module.css";
import { MessagePanel } from "./MessagePanel.js";
import { responsesIn } from "./spans.js";
import { useItemSearch } from "./use-item-search.js";

const noRows: readonly JournalRow[] = [];

export function JournalView() {
  const { rows, missed } = usePageState((state) => state.journal);
  const imports = usePageState((state) => state.journalImports);
  const sessions = usePageState((state) => state.sessions);
  const send = useRequest();
  const [items] = useState(() => new JournalItems(send));
  useSyncExternalStore(items.subscribe, items.version);
  const [navigation, navigate] = useNavigation();
  const [filter, setFilter] = useState<JournalFilter>(noFilter);
  const [reveal, setReveal] = useState(false);
  /** Rows up to this number are cleared. */
  const [cleared, setCleared] = useState(0);
  /** Rows after this number are hidden until the user resumes. */
  const [pausedAt, setPausedAt] = useState<number>();
  const [order, setOrder] = useState(asTheyCame);
  /** The imports whose messages are shown. */
  const [open, setOpen] = useState<ReadonlyMap<number, Shown>>(new Map());

  const search = useItemSearch(filter.text, imports);
  const found = search.progress?.found ?? noRows;

  const matching = useMemo(() => {
    const all = [...filterJournal(withImports(rows, imports), filter), ...found];
    // Numbers are in order, except for what was found apart.
    const ordered = found.length === 0 ? all : all.sort((one, other) => one.number - other.number);
    return ordered.filter(({ number }) => number > cleared);
  }, [rows, imports, filter, found, cleared]);
  const shown = useMemo(
    () => (pausedAt === undefined ? matching : matching.filter(({ number }) => number <= pausedAt)),
    [matching, pausedAt],
  );
  const lines = useMemo(
    () =>
      journalLines(shown, {
        imports,
        open,
        sessions,
        compare: comparison(order),
        itemsOf: (imported, of) => items.lines(imported, of),
      }),
    [shown, imports, open, sessions, order, items],
  );
  const responses = useMemo(() => responsesIn(rows), [rows]);
  const show = (number: number, of: Shown | undefined): void => {
    const next = new Map(open);
    if (of) next.set(number, of);
    else next.delete(number);
    setOpen(next);
  };
  const first = rows[0]?.number ?? 1;
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
          {filter.text.trim() !== "" && <ItemSearchBar search={search} imports={imports} />}
          {first > 1 && <p className={styles.missed}>Messages before #{grouped(first)} were dropped.</p>}
          {shown.length === 0 ? (
            <EmptyState title="No messages">
              {rows.length === 0 ? "No messages have been exchanged yet." : "No messages match the filter."}
            </EmptyState>
          ) : (
            <JournalTable
              lines={lines}
              items={items}
              responses={responses}
              now={rows.at(-1)?.time ?? 0}
              order={order}
              onOrder={setOrder}
              selected={selected}
              onSelect={select}
              onShow={show}
            />
          )}
        </>
      }
      selected={selected}
      details={
        selected !== undefined && (
          <MessagePanel number={selected} row={findRow(rows, selected)} reveal={reveal} onSelect={select} />
        )
      }
    />
  );
}
