import type { ReactNode } from "react";
import { ErrorBoundary } from "./ErrorBoundary.js";
import styles from "./WithDetails.module.css";

interface WithDetailsProps {
  readonly list: ReactNode;
  /** The id of the item that the details are of. */
  readonly selected?: string | number | undefined;
  readonly details: ReactNode;
}

/** A list with the details of the selected item next to it, or below it if there is no room. */
export function WithDetails({ list, selected, details }: WithDetailsProps) {
  return (
    <div className={styles.container}>
      <div className={styles.both}>
        <div className={styles.list}>{list}</div>
        {details && (
          <div className={styles.details}>
            <ErrorBoundary shows={selected}>{details}</ErrorBoundary>
          </div>
        )}
      </div>
    </div>
  );
}
