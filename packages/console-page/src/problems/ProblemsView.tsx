import { useMemo } from "react";
import { usePageState } from "../feed/feed-context.js";
import { number } from "../format/amount.js";
import { useNavigation } from "../navigation/navigation.js";
import { EmptyState } from "../parts/EmptyState.js";
import { NoticeLine } from "../parts/NoticeLine.js";
import { VirtualList } from "../parts/VirtualList.js";
import { WithDetails } from "../parts/WithDetails.js";
import { type FaultRow, faultsIn, nameItems } from "./faults.js";
import { ProblemPanel } from "./ProblemPanel.js";
import styles from "./ProblemsView.module.css";

export function ProblemsView() {
  const { rows: problems } = usePageState((state) => state.problems);
  const rows = useMemo(() => faultsIn(problems), [problems]);
  const [navigation, navigate] = useNavigation();
  const opened = navigation.selected.problems;
  const select = (problem: number | undefined): void => navigate({ to: "selection", selection: { problems: problem } });
  const selected = rows.find((row) => row.number === opened);
  if (rows.length === 0) {
    return (
      <EmptyState icon="check" title="No problems">
        Failures and protocol violations appear here.
      </EmptyState>
    );
  }
  return (
    <WithDetails
      list={
        <VirtualList
          label="Problems"
          role="listbox"
          followTail
          dynamicHeight
          rows={rows}
          keyOf={(row) => row.number}
          rowHeight={32}
          selected={opened}
          onOpen={(row) => select(row.number)}
        >
          {(row) => <ProblemLine row={row} />}
        </VirtualList>
      }
      details={selected && <ProblemPanel problem={selected} onClose={() => select(undefined)} />}
    />
  );
}

function ProblemLine({ row }: { readonly row: FaultRow }) {
  const subject = [row.method, row.importKind, nameItems(row)].filter(Boolean).join(" · ");
  return (
    <NoticeLine
      icon={row.severity}
      tone={row.severity === "error" ? "bad" : "warning"}
      meaning={row.severity}
      time={row.time}
    >
      <strong>{row.kind}</strong>
      {row.count > 1 && <span className={styles.count}> × {number(row.count)}</span>} {row.message}{" "}
      {subject !== "" && <span className={styles.subject}>{subject}</span>}
    </NoticeLine>
  );
}
