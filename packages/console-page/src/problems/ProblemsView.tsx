import type { ProblemRow } from "@galaxy-kit/console";
import { usePageState } from "../feed/feed-context.js";
import { clockTime } from "../format/time.js";
import { useNavigation } from "../navigation/navigation.js";
import { classes } from "../parts/classes.js";
import { EmptyState } from "../parts/EmptyState.js";
import { Icon } from "../parts/Icon.js";
import { VirtualList } from "../parts/VirtualList.js";
import { WithDetails } from "../parts/WithDetails.js";
import { ProblemPanel } from "./ProblemPanel.js";
import styles from "./ProblemsView.module.css";

export function ProblemsView() {
  const { rows } = usePageState((state) => state.problems);
  const [navigation, navigate] = useNavigation();
  const number = navigation.selected.problems;
  const select = (problem: number | undefined): void => navigate({ to: "selection", selection: { problems: problem } });
  const selected = rows.find((row) => row.number === number);
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
          selected={number}
          onOpen={(row) => select(row.number)}
        >
          {(row) => <ProblemLine row={row} />}
        </VirtualList>
      }
      details={selected && <ProblemPanel problem={selected} onClose={() => select(undefined)} />}
    />
  );
}

function ProblemLine({ row }: { readonly row: ProblemRow }) {
  const subject = [row.method, row.importKind, row.itemId].filter(Boolean).join(" · ");
  return (
    <div className={classes(styles.line, styles[row.severity])}>
      <span className={styles.severity}>
        <Icon name={row.severity === "error" ? "error" : "warning"} />
        <span className={styles.visuallyHidden}>{row.severity}</span>
      </span>
      <span className={styles.time}>{clockTime(row.time)}</span>
      <span className={styles.text}>
        <strong>{row.kind}</strong> {row.message} {subject !== "" && <span className={styles.subject}>{subject}</span>}
      </span>
    </div>
  );
}
