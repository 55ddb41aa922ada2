import { type ReactNode, useState } from "react";
import { number } from "../format/amount.js";
import { Icon } from "./Icon.js";
import styles from "./Section.module.css";

interface SectionProps {
  readonly title: string;
  readonly count?: number;
  readonly collapsed?: boolean;
  readonly children: ReactNode;
}

/** A collapsible part of the details. Its content is rendered only while it is open. */
export function Section({ title, count, collapsed = false, children }: SectionProps) {
  const [open, setOpen] = useState(!collapsed);
  return (
    <details className={styles.section} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Icon name="chevron" />
        {title}
        {count !== undefined && <span>{number(count)}</span>}
      </summary>
      {open && <div className={styles.content}>{children}</div>}
    </details>
  );
}
