import type { ImportRow } from "@galaxy-kit/console";
import { useFeatures, usePageState } from "../feed/feed-context.js";
import { number } from "../format/amount.js";
import { duration } from "../format/time.js";
import { Badge } from "../parts/Badge.js";
import { EmptyState } from "../parts/EmptyState.js";
import { Progress } from "../parts/Progress.js";
import { useNow } from "../parts/Since.js";
import tables from "../parts/Table.module.css";
import { FailedItems } from "./FailedItems.js";
import { type ImportKind, importKinds } from "./import-kinds.js";
import styles from "./ImportsView.module.css";
import { ReimportButton } from "./ReimportButton.js";

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
            <th scope="col" className={tables.amount}>
              Done
            </th>
            <th scope="col" className={tables.amount}>
              Failed
            </th>
            <th scope="col" className={tables.amount}>
              Total
            </th>
            <th scope="col" className={tables.amount}>
              Per second
            </th>
            <th scope="col" className={tables.amount}>
              Duration
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
        <td>
          {progress ? (
            <div className={styles.progress}>
              <Progress label={title} {...progress} running={running} />
              <StateBadge progress={progress} />
            </div>
          ) : (
            <span className={styles.none}>Not started</span>
          )}
        </td>
        <td className={tables.amount}>{progress && number(progress.done)}</td>
        <td className={tables.amount} data-bad={progress !== undefined && progress.failed > 0}>
          {progress && number(progress.failed)}
        </td>
        <td className={tables.amount}>{progress && number(progress.total)}</td>
        <td className={tables.amount}>{progress && perSecond(progress.perSecond)}</td>
        <td className={tables.amount}>{progress && <Duration {...progress} />}</td>
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

function Duration({ startedAt, endedAt }: Pick<ImportRow, "startedAt" | "endedAt">) {
  const now = useNow(500);
  return duration(Math.max(0, (endedAt ?? now) - startedAt));
}

function perSecond(rate: number): string {
  return rate >= 10 || rate === 0 ? number(Math.round(rate)) : rate.toFixed(1);
}
