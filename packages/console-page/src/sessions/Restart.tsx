import type { SessionRow } from "@galaxy-kit/console";
import { clockTime } from "../format/time.js";
import styles from "./Restart.module.css";

/** The line between what happened before a restart of the integration and what happened after it. */
export function Restart({ session, role }: { readonly session: SessionRow; readonly role?: "gridcell" }) {
  return (
    <div className={styles.restart} role={role} title={session.reason}>
      <span className={styles.text}>
        Restarted at {clockTime(session.time)}: {session.reason}
      </span>
    </div>
  );
}
