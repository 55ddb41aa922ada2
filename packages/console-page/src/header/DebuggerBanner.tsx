import { usePageState } from "../feed/feed-context.js";
import { Icon } from "../parts/Icon.js";
import { SourceText } from "../source/SourceText.js";
import styles from "./Notice.module.css";

/** Shown while a debugger holds the integration, which answers nothing meanwhile. */
export function DebuggerBanner() {
  const pausedAt = usePageState((state) => state.connection?.debugger?.pausedAt);
  if (pausedAt === undefined) return null;
  return (
    <section className={styles.notice} data-tone="info" role="status" aria-label="Debugger">
      <div className={styles.title}>
        <Icon name="pause" />
        <h2>Paused in the debugger</h2>
        <span className={styles.text}>
          <SourceText text={pausedAt} />
        </span>
      </div>
    </section>
  );
}
