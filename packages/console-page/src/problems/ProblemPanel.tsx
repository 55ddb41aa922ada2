import type { JournalRow, ProblemRow } from "@galaxy-kit/console";
import { usePageState } from "../feed/feed-context.js";
import { number } from "../format/amount.js";
import { clockTime } from "../format/time.js";
import { ImportTheseButton } from "../imports/ImportTheseButton.js";
import { useNavigation } from "../navigation/navigation.js";
import { Button } from "../parts/Button.js";
import { DetailsPanel } from "../parts/DetailsPanel.js";
import { Facts } from "../parts/Facts.js";
import { Json } from "../parts/Json.js";
import { SourceText } from "../source/SourceText.js";
import { Trace } from "../source/Trace.js";
import { type FaultRow, nameItems } from "./faults.js";
import { nameOfKind, remedyFor } from "./kinds.js";
import styles from "./ProblemPanel.module.css";

export function ProblemPanel({ problem, onClose }: { readonly problem: FaultRow; readonly onClose: () => void }) {
  const [, navigate] = useNavigation();
  const message = usePageState((state) => messageOf(problem, state.journal.rows)?.number);
  // The log entry is more specific than a general remedy.
  const remedy = problem.lines.find((line) => line.remedy !== undefined)?.remedy ?? remedyFor(problem);
  return (
    <DetailsPanel title={nameOfKind(problem.kind)} onClose={onClose}>
      <p className={styles.message}>
        <SourceText text={problem.message} />
      </p>
      {remedy !== undefined && <p className={styles.remedy}>{remedy}</p>}
      {[problem, ...problem.lines].map((line) => (
        <Thrown key={line.number} line={line} isAbout={line !== problem} />
      ))}
      <Facts
        facts={{
          Severity: problem.severity,
          Time: clockTime(problem.time),
          Kind: problem.kind,
          Method: problem.method,
          "Message ID": problem.messageId === undefined ? undefined : String(problem.messageId),
          Import: problem.importKind,
          [problem.itemIds.length > 1 ? "Items" : "Item"]: nameItems(problem),
          Times: problem.count > 1 ? number(problem.count) : undefined,
        }}
      />
      <FailedAgain problem={problem} />
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

/** Offers to import the items again, all of them. */
function FailedAgain({ problem: { importKind, fault } }: { readonly problem: FaultRow }) {
  const problems = usePageState((state) => state.problems.rows);
  if (importKind === undefined) return null;
  const ids = new Set(problems.flatMap((row) => (row.fault === fault && row.itemId !== undefined ? [row.itemId] : [])));
  return (
    <p className={styles.link}>
      <ImportTheseButton kind={importKind} ids={[...ids]} />
    </p>
  );
}

/** What the integration logged, and the stack of the error. */
function Thrown({ line: { message, trace }, isAbout }: { readonly line: ProblemRow; readonly isAbout: boolean }) {
  if (!isAbout && trace === undefined) return null;
  return (
    <div className={styles.thrown}>
      {isAbout && <SourceText text={message} />}
      {trace !== undefined && <Trace text={trace} />}
    </div>
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
