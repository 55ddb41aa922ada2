import type { ImportRow } from "@galaxy-kit/console";
import { useFeatures, usePageState } from "../feed/feed-context.js";
import { number } from "../format/amount.js";
import { duration, wholeSeconds } from "../format/time.js";
import { Badge } from "../parts/Badge.js";
import { classes } from "../parts/classes.js";
import { EmptyState } from "../parts/EmptyState.js";
import { Progress } from "../parts/Progress.js";
import { useNow } from "../parts/Since.js";
import tables from "../parts/Table.module.css";
import { FailedItems } from "./FailedItems.js";
import { type ImportKind, importKinds } from "./import-kinds.js";
import styles from "./ImportsView.module.css";
import { ReimportButton } from "./ReimportButton.js";
import { timeLeft } from "./time-left.js";

/** The progress of each import, including announced ones that have not started yet. */
export function ImportsView() {
  const imports = usePageState((state) => state.imports);
  const features = useFeatures();
  const kinds = (Object.keys(importKinds) as ImportKind[]).filter(
    (kind) => features.includes(importKinds[kind].feature) || imports.some((progress) => progress.kind === kind),
  );
  if (kinds.length === 0) {
    return <EmptyState title="No imports">The integration announces no feature that GALAXY imports.</EmptyState>;
  }
  return (
    <div className={tables.scroller}>
      <table className={tables.table} aria-label="Imports">
        <thead>
          <tr>
            <th scope="col">Import</th>
            <th scope="col" className={styles.bar}>
              Progress
            </th>
            <th scope="col" className={styles.state}>
              State
            </th>
            <th scope="col" className={tables.amount}>
              Done
            </th>
            <th scope="col" className={tables.amount}>
              Failed
            </th>
            <th scope="col" className={classes(tables.amount, styles.rate)}>
              Per second
            </th>
            <th scope="col" className={tables.amount}>
              Time
            </th>
            <td />
          </tr>
        </thead>
        <tbody>
          {kinds.map((kind) => (
            <ImportLine key={kind} kind={kind} progress={imports.find((progress) => progress.kind === kind)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ImportLine({ kind, progress }: { readonly kind: ImportKind; readonly progress: ImportRow | undefined }) {
  const { title } = importKinds[kind];
  const running = progress?.state === "running";
  return (
    <>
      <tr>
        <th scope="row">{title}</th>
        <td>{progress && <Progress label={title} {...progress} running={running} />}</td>
        <td className={styles.state}>{progress ? <StateBadge progress={progress} /> : "Not started"}</td>
        <td className={tables.amount}>{progress && <Done {...progress} />}</td>
        <td className={tables.amount} data-bad={progress !== undefined && progress.failed > 0}>
          {progress && number(progress.failed)}
        </td>
        <td className={classes(tables.amount, styles.rate)}>{progress && perSecond(progress.perSecond)}</td>
        <td className={tables.amount}>{progress && <Time progress={progress} />}</td>
        <td className={styles.button}>
          <ReimportButton kind={kind} disabled={running} />
        </td>
      </tr>
      {progress && <FailedItems progress={progress} />}
      {progress?.error !== undefined && (
        <tr className={tables.error}>
          <td colSpan={8}>{progress.error}</td>
        </tr>
      )}
    </>
  );
}

function StateBadge({ progress: { state, failed, done, total } }: { readonly progress: ImportRow }) {
  if (state === "failed") return <Badge tone="bad">Failed</Badge>;
  if (state === "finished")
    return failed > 0 ? <Badge tone="warn">Some failed</Badge> : <Badge tone="good">Done</Badge>;
  return <Badge tone="info">{total === 0 ? "Running" : `${Math.floor(((done + failed) / total) * 100)}%`}</Badge>;
}

/** For a list, the total is what came. */
function Done({ done, total, state }: Pick<ImportRow, "done" | "total" | "state">) {
  return (
    <>
      {number(done)}
      {!(state === "finished" && done === total) && <span className={styles.total}> / {number(total)}</span>}
    </>
  );
}

/** How long it took, or how long it will take. */
function Time({ progress }: { readonly progress: ImportRow }) {
  const now = useNow(500);
  const { startedAt, endedAt } = progress;
  const left = timeLeft(progress);
  if (left === undefined) return duration(Math.max(0, (endedAt ?? now) - startedAt));
  return <span title={`Running for ${duration(now - startedAt)}`}>{wholeSeconds(left)} left</span>;
}

function perSecond(rate: number): string {
  return rate >= 10 || rate === 0 ? number(Math.round(rate)) : rate.toFixed(1);
}
