import type { ProblemRow } from "@galaxy-kit/console";
import { useTold } from "../feed/feed-context.js";
import { clockTime } from "../format/time.js";
import { useNavigation } from "../layout/navigation.js";
import { WithDetails } from "../layout/WithDetails.js";
import { classes } from "../parts/classes.js";
import { EmptyState } from "../parts/EmptyState.js";
import { Icon } from "../parts/Icon.js";
import { VirtualList } from "../parts/VirtualList.js";
import { ProblemPanel } from "./ProblemPanel.js";
import styles from "./ProblemsView.module.css";

export function ProblemsView() {
  const { rows } = useTold((state) => state.problems);
  const [place, go] = useNavigation();
  const number = place.selected.problems;
  const select = (problem: number | undefined): void => go({ to: "selection", selection: { problems: problem } });
  const selected = rows.find((row) => row.number === number);
  if (rows.length === 0) {
    return (
      <EmptyState icon="check" title="No problems">
        What fails, and what breaks the protocol, will be listed here.
      </EmptyState>
    );
  }
  return (
    <WithDetails
      list={
        <VirtualList
          label="Problems"
          role="listbox"
          follows
          measured
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
  const place = [row.method, row.importKind, row.itemId].filter(Boolean).join(" · ");
  return (
    <div className={classes(styles.line, styles[row.severity])}>
      <span className={styles.severity}>
        <Icon name={row.severity === "error" ? "error" : "warning"} />
        <span className={styles.word}>{row.severity}</span>
      </span>
      <span className={styles.time}>{clockTime(row.time)}</span>
      <span className={styles.text}>
        <strong>{row.kind}</strong> {row.message} {place !== "" && <span className={styles.place}>{place}</span>}
      </span>
    </div>
  );
}
