import type { DifferenceRow } from "@galaxy-kit/console";
import { useMemo, useState } from "react";
import { usePageState } from "../feed/feed-context.js";
import { clockTime } from "../format/time.js";
import { useNavigation } from "../navigation/navigation.js";
import { EmptyState } from "../parts/EmptyState.js";
import { SearchField } from "../parts/SearchField.js";
import { Select } from "../parts/Select.js";
import { Toolbar } from "../parts/Toolbar.js";
import { VirtualList } from "../parts/VirtualList.js";
import { WithDetails } from "../parts/WithDetails.js";
import { type ChangeFilter, listChanges, noFilter, summaryOf } from "./change-list.js";
import { ChangeLine } from "./ChangeLine.js";
import styles from "./ChangesView.module.css";

const kinds = { all: "All changes", added: "Added", removed: "Removed", changed: "Changed" } as const;

/** The differences between the library now and at the last start. */
export function ChangesView() {
  const differences = usePageState((state) => state.differences);
  const comparedWith = usePageState((state) => state.comparedWith);
  const [filter, setFilter] = useState<ChangeFilter>(noFilter);
  const open = useOpen();
  const shown = useMemo(() => listChanges(differences.values(), filter), [differences, filter]);
  const summary = useMemo(() => summaryOf(differences.values()), [differences]);
  if (comparedWith === undefined)
    return (
      <EmptyState title="Nothing to compare with">
        After the next start of the integration, this shows which games, friends and subscriptions were added, removed
        or changed.
      </EmptyState>
    );
  if (differences.size === 0)
    return (
      <EmptyState icon="check" title="No changes since the last start">
        The library is compared with what the client knew at {clockTime(comparedWith)}.
      </EmptyState>
    );
  return (
    <WithDetails
      list={
        <>
          <Toolbar label="Changes">
            <SearchField
              label="Filter changes"
              value={filter.text}
              onChange={(text) => setFilter({ ...filter, text })}
            />
            <Select
              label="Kind of change"
              value={filter.kind}
              options={kinds}
              onChange={(kind) => setFilter({ ...filter, kind })}
            />
            <span className={styles.summary} role="status" title={`Compared with ${clockTime(comparedWith)}`}>
              {summary} since the last start
            </span>
          </Toolbar>
          {shown.length === 0 ? (
            <EmptyState icon="search" title="No changes match the filter" />
          ) : (
            <VirtualList
              label="Changes"
              role="listbox"
              dynamicHeight
              rows={shown}
              keyOf={({ key }) => key}
              rowHeight={32}
              onOpen={open}
            >
              {(row) => <ChangeLine row={row} />}
            </VirtualList>
          )}
        </>
      }
      details={undefined}
    />
  );
}

const views = { games: "library", friends: "friends", subscriptions: "subscriptions" } as const;

/** Returns a function that shows the details of what has changed. */
function useOpen(): (row: DifferenceRow) => void {
  const [, navigate] = useNavigation();
  return ({ subject, id, kind }) => {
    if (kind === "removed") return;
    const view = views[subject];
    navigate({ to: "selection", selection: { [view]: id } });
    navigate({ to: "main", view });
  };
}
