import { usePageState } from "../feed/feed-context.js";
import { useNavigation } from "../navigation/navigation.js";
import { Button } from "../parts/Button.js";
import { Icon } from "../parts/Icon.js";
import { connectionDisplay } from "./connection-display.js";
import styles from "./Notice.module.css";

/** Shown while the integration is not working: the full reason, and where to look. */
export function StateBanner() {
  const status = usePageState((state) => state.connection?.status);
  const [, navigate] = useNavigation();
  if (!status) return null;
  const { tone, title } = connectionDisplay[status.state];
  if (tone !== "bad" && tone !== "warn") return null;
  return (
    <section className={styles.notice} data-tone={tone} role="alert" aria-label="Integration status">
      <div className={styles.title}>
        <Icon name={tone === "bad" ? "error" : "warning"} />
        <h2>{title}</h2>
        <span className={styles.text}>{status.reason}</span>
        <Button onClick={() => navigate({ to: "dock", view: "problems" })}>Show problems</Button>
        <Button onClick={() => navigate({ to: "dock", view: "log" })}>Show log</Button>
      </div>
    </section>
  );
}
