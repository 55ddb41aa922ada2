import { number } from "../format/amount.js";
import { Icon } from "../parts/Icon.js";
import { NoticeLine } from "../parts/NoticeLine.js";
import { type FaultRow, nameItems } from "./faults.js";
import { nameOfKind } from "./kinds.js";
import type { KindHeading } from "./problem-list.js";
import styles from "./ProblemsView.module.css";

/** One fault: what went wrong, how often, and for which items. */
export function ProblemLine({ row }: { readonly row: FaultRow }) {
  const subject = [row.method, row.importKind, nameItems(row)].filter(Boolean).join(" · ");
  // The client may know only that something is unknown.
  const { message } = row.lines[0] ?? row;
  const [sentence = ""] = message.split("\n", 1);
  return (
    <NoticeLine
      icon={row.severity}
      tone={row.severity === "error" ? "bad" : "warning"}
      meaning={row.severity}
      time={row.time}
    >
      {sentence} {row.count > 1 && <span className={styles.count}>× {number(row.count)}</span>}{" "}
      {subject !== "" && <span className={styles.subject}>{subject}</span>}
    </NoticeLine>
  );
}

/** The heading of the faults of one kind. */
export function KindLine({ heading: { heading, severity, count } }: { readonly heading: KindHeading }) {
  return (
    <div className={styles.kind} data-tone={severity === "error" ? "bad" : "warn"}>
      <Icon name={severity} />
      <strong>{nameOfKind(heading)}</strong>
      <span className={styles.count}>{number(count)}</span>
    </div>
  );
}
