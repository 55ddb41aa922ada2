import type { JournalRow, ProblemRow } from "@galaxy-kit/console";
import { usePageState } from "../feed/feed-context.js";
import { number } from "../format/amount.js";
import { clockTime } from "../format/time.js";
import { useNavigation } from "../navigation/navigation.js";
import { Button } from "../parts/Button.js";
import { DetailsPanel } from "../parts/DetailsPanel.js";
import { Facts } from "../parts/Facts.js";
import { Json } from "../parts/Json.js";
import { type FaultRow, nameItems } from "./faults.js";
import styles from "./ProblemPanel.module.css";

export function ProblemPanel({ problem, onClose }: { readonly problem: FaultRow; readonly onClose: () => void }) {
  const [, navigate] = useNavigation();
  const message = usePageState((state) => messageOf(problem, state.journal.rows)?.number);
  return (
    <DetailsPanel title={problem.kind} onClose={onClose}>
      <p className={styles.message}>{problem.message}</p>
      <Facts
        facts={{
          Severity: problem.severity,
          Time: clockTime(problem.time),
          Method: problem.method,
          "Message ID": problem.messageId === undefined ? undefined : String(problem.messageId),
          Import: problem.importKind,
          [problem.itemIds.length > 1 ? "Items" : "Item"]: nameItems(problem),
          Times: problem.count > 1 ? number(problem.count) : undefined,
        }}
      />
      {message !== undefined && (
        <p className={styles.link}>
          <Button icon="link" onClick={() => navigate({ to: "message", number: message })}>
            Show in journal
          </Button>
        </p>
      )}
      {problem.detail !== undefined && (
        <div className={styles.detail}>
          <Json text={typeof problem.detail === "string" ? problem.detail : JSON.stringify(problem.detail, null, 2)} />
        </div>
      )}
    </DetailsPanel>
  );
}

/** Returns the latest matching message up to the time of the problem. */
function messageOf(
  { messageId, method, itemId, time }: ProblemRow,
  rows: readonly JournalRow[],
): JournalRow | undefined {
  if (messageId == null && method === undefined) return undefined;
  return rows.findLast(
    (row) =>
      row.time <= time &&
      (messageId == null || row.id === messageId) &&
      (method === undefined || row.method === method) &&
      (itemId === undefined || row.excerpt.includes(JSON.stringify(itemId))),
  );
}
