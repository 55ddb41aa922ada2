import styles from "./Progress.module.css";

interface ProgressProps {
  readonly label: string;
  readonly done: number;
  readonly failed: number;
  /** 0 if the total is not known yet. */
  readonly total: number;
  readonly running: boolean;
}

export function Progress({ label, done, failed, total, running }: ProgressProps) {
  const share = (count: number): string => `${total === 0 ? 0 : Math.min(100, (count / total) * 100)}%`;
  const isIndeterminate = running && total === 0;
  return (
    <div
      className={styles.track}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={Math.max(total, done + failed, 1)}
      aria-valuenow={isIndeterminate ? undefined : done + failed}
    >
      {isIndeterminate ? (
        <span className={styles.indeterminate} />
      ) : (
        <>
          <span className={styles.done} style={{ width: share(done) }} />
          <span className={styles.failed} style={{ width: share(failed) }} />
        </>
      )}
    </div>
  );
}
