import type { ConnectionRow } from "@galaxy-kit/console";
import { Since } from "../parts/Since.js";
import { connectionLooks } from "./connection-looks.js";
import styles from "./ConnectionPill.module.css";

export function ConnectionPill({ status }: { readonly status: ConnectionRow["status"] }) {
  const { tone, title } = connectionLooks[status.state];
  return (
    <div className={styles.connection} role="status" aria-label="Connection of the integration">
      <span className={styles.pill} data-tone={tone} data-busy={tone === "info"}>
        <span className={styles.dot} />
        {title}
      </span>
      <span className={styles.reason} title={status.reason}>
        {status.reason}
      </span>
      <span className={styles.since} aria-live="off">
        <Since time={status.since} />
      </span>
    </div>
  );
}
