import type { ReactNode } from "react";
import styles from "./EmptyState.module.css";
import { Icon, type IconName } from "./Icon.js";

interface EmptyStateProps {
  readonly icon?: IconName;
  readonly title: string;
  /** Explains why the list is empty, or what to do next. */
  readonly children?: ReactNode;
}

/** Takes the place of an empty list. */
export function EmptyState({ icon, title, children }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      {icon && (
        <span className={styles.icon}>
          <Icon name={icon} />
        </span>
      )}
      <h2>{title}</h2>
      {children && <div className={styles.text}>{children}</div>}
    </div>
  );
}
