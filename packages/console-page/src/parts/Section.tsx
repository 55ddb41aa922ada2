import { type ReactNode, useState } from "react";
import { number } from "../format/amount.js";
import { Icon } from "./Icon.js";
import styles from "./Section.module.css";

interface SectionProps {
  readonly title: string;
  readonly count?: number;
  readonly closed?: boolean;
  readonly children: ReactNode;
}

/** A part of the details that can be folded; what is folded is not made. */
export function Section({ title, count, closed = false, children }: SectionProps) {
  const [open, setOpen] = useState(!closed);
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
