import { useTold } from "../feed/feed-context.js";
import { useNavigation } from "../layout/navigation.js";
import { Button } from "../parts/Button.js";
import { Icon } from "../parts/Icon.js";
import { connectionLooks } from "./connection-looks.js";
import styles from "./Notice.module.css";

/** Why the integration does not work, at full length, and where to look. */
export function StateBanner() {
  const status = useTold((state) => state.connection?.status);
  const [, go] = useNavigation();
  if (!status) return null;
  const { tone, title } = connectionLooks[status.state];
  if (tone !== "bad" && tone !== "warn") return null;
  return (
    <section className={styles.notice} data-tone={tone} role="alert" aria-label="Why the integration does not work">
      <div className={styles.title}>
        <Icon name={tone === "bad" ? "error" : "warning"} />
        <h2>{title}</h2>
        <span className={styles.text}>{status.reason}</span>
        <Button onClick={() => go({ to: "dock", view: "problems" })}>Show problems</Button>
        <Button onClick={() => go({ to: "dock", view: "log" })}>Show log</Button>
      </div>
    </section>
  );
}
