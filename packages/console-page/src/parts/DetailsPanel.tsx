import type { ReactNode } from "react";
import { IconButton } from "./Button.js";
import styles from "./DetailsPanel.module.css";

interface DetailsPanelProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The details of the selected item of a list. */
export function DetailsPanel({ title, onClose, children }: DetailsPanelProps) {
  return (
    <aside className={styles.panel} aria-label={`Details of ${title}`}>
      <header className={styles.header}>
        <h2 className={styles.title} title={title}>
          {title}
        </h2>
        <IconButton icon="close" label="Close details" onClick={onClose} />
      </header>
      <div className={styles.content} tabIndex={0} role="group" aria-label={title}>
        {children}
      </div>
    </aside>
  );
}
