import { useMemo, useState } from "react";
import { usePageState, useStore } from "../feed/feed-context.js";
import { useNavigation } from "../navigation/navigation.js";
import { EmptyState } from "../parts/EmptyState.js";
import { VirtualList } from "../parts/VirtualList.js";
import { WithDetails } from "../parts/WithDetails.js";
import { dividerKey, isDivider } from "../sessions/divide.js";
import { Restart } from "../sessions/Restart.js";
import { faultsIn } from "./faults.js";
import { filterFaults, type ListRow, listRows, noFilter, type ProblemFilter } from "./problem-list.js";
import { KindLine, ProblemLine } from "./ProblemLine.js";
import { ProblemPanel } from "./ProblemPanel.js";
import { ProblemsToolbar } from "./ProblemsToolbar.js";

export function ProblemsView() {
  const { rows: problems } = usePageState((state) => state.problems);
  const sessions = usePageState((state) => state.sessions);
  const store = useStore();
  const [filter, setFilter] = useState<ProblemFilter>(noFilter);
  const [navigation, navigate] = useNavigation();
  const faults = useMemo(() => faultsIn(problems, sessions), [problems, sessions]);
  const shown = useMemo(() => filterFaults(faults, filter, sessions.at(-1)), [faults, filter, sessions]);
  const rows = useMemo(() => listRows(shown), [shown]);
  const opened = navigation.selected.problems;
  const select = (problem: number | undefined): void => navigate({ to: "selection", selection: { problems: problem } });
  const selected = shown.find((row) => row.number === opened);
  const clear = (): void => {
    select(undefined);
    store.add({ type: "cleared", list: "problems" });
  };
  return (
    <WithDetails
      list={
        <>
          <ProblemsToolbar
            filter={filter}
            onFilter={setFilter}
            shown={shown.length}
            all={faults.length}
            onClear={clear}
          />
          {rows.length === 0 ? (
            <EmptyState icon="check" title={faults.length === 0 ? "No problems" : "No problems to show"}>
              {faults.length === 0
                ? "Failures, errors in the log and protocol violations appear here."
                : filter.sessions === "last" && filter.text === ""
                  ? "No problems since the last start."
                  : "No problems match the filter."}
            </EmptyState>
          ) : (
            <VirtualList
              label="Problems"
              role="listbox"
              dynamicHeight
              rows={rows}
              keyOf={keyOf}
              rowHeight={32}
              selected={opened}
              onOpen={(row) => {
                if ("fault" in row) select(row.number);
              }}
            >
              {(row) => <Row row={row} />}
            </VirtualList>
          )}
        </>
      }
      selected={opened}
      details={selected && <ProblemPanel problem={selected} onClose={() => select(undefined)} />}
    />
  );
}

function Row({ row }: { readonly row: ListRow }) {
  if ("fault" in row) return <ProblemLine row={row} />;
  return isDivider(row) ? <Restart session={row.session} /> : <KindLine heading={row} />;
}

function keyOf(row: ListRow): number | string {
  if ("fault" in row) return row.number;
  return isDivider(row) ? dividerKey(row) : row.key;
}
