import type { ReactNode } from "react";
import styles from "./Toolbar.module.css";

export function Toolbar({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className={styles.toolbar} role="group" aria-label={label}>
      {children}
    </div>
  );
}

/** Pushes the items after it to the end of the toolbar. */
export function Gap() {
  return <span className={styles.gap} />;
}
