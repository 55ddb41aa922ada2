import type { ReactNode } from "react";
import styles from "./WithDetails.module.css";

/** A list with the details of the selected item next to it, or below it if there is no room. */
export function WithDetails({ list, details }: { readonly list: ReactNode; readonly details: ReactNode }) {
  return (
    <div className={styles.container}>
      <div className={styles.both}>
        <div className={styles.list}>{list}</div>
        {details && <div className={styles.details}>{details}</div>}
      </div>
    </div>
  );
}
