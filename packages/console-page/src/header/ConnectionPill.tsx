import type { ConnectionRow } from "@galaxy-kit/console";
import { Since } from "../parts/Since.js";
import { connectionDisplay } from "./connection-display.js";
import styles from "./ConnectionPill.module.css";

export function ConnectionPill({ status }: { readonly status: ConnectionRow["status"] }) {
  const { tone, title } = connectionDisplay[status.state];
  const isInBanner = tone === "bad" || tone === "warn";
  return (
    <div className={styles.connection} role="status" aria-label="Integration connection">
      <span className={styles.pill} data-tone={tone} data-busy={tone === "info"}>
        <span className={styles.dot} />
        {title}
      </span>
      {!isInBanner && (
        <span className={styles.reason} title={status.reason}>
          {status.reason}
        </span>
      )}
      <span className={styles.since} aria-live="off">
        <Since time={status.since} />
      </span>
    </div>
  );
}
