import { usePageState } from "../feed/feed-context.js";
import { number } from "../format/amount.js";
import { wholeSeconds } from "../format/time.js";
import { overallProgress } from "../imports/time-left.js";
import { useNavigation } from "../navigation/navigation.js";
import { Progress } from "../parts/Progress.js";
import styles from "./ImportState.module.css";

/** All running imports in one bar. A click shows each of them. */
export function ImportState() {
  const overall = usePageState((state) => state.imports);
  const [, navigate] = useNavigation();
  const progress = overallProgress(overall);
  if (!progress) return null;
  const { done, failed, total, perSecond, left } = progress;
  const share = total === 0 ? 0 : Math.floor(((done + failed) / total) * 100);
  const leftText = left === undefined ? "" : `${wholeSeconds(left)} left`;
  return (
    <button
      type="button"
      className={styles.state}
      aria-label={`Importing ${share}%, ${leftText}`}
      title={`${number(done + failed)} of ${number(total)} items, ${number(perSecond)} per second. Show imports`}
      onClick={() => navigate({ to: "dock", view: "imports" })}
    >
      <span className={styles.text}>
        <span className={styles.word}>Importing </span>
        {total > 0 && `${share}%`}
      </span>
      <span className={styles.bar}>
        <Progress label="All imports" done={done} failed={failed} total={total} running />
      </span>
      <span className={styles.left}>{leftText}</span>
    </button>
  );
}
