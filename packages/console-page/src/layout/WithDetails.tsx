import type { ReactNode } from "react";
import styles from "./WithDetails.module.css";

/** A list and, beside or below it as there is room, the details of what is selected. */
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
