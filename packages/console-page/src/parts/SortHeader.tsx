import { Icon } from "./Icon.js";
import styles from "./SortHeader.module.css";

interface SortHeaderProps {
  readonly className: string | undefined;
  /** Of the column. */
  readonly name: string;
  readonly title: string;
  /** Undefined while another column is the sorted one. */
  readonly order: "ascending" | "descending" | undefined;
  readonly onSort: () => void;
}

/** The header of a column that sorts a table. */
export function SortHeader({ className, name, title, order, onSort }: SortHeaderProps) {
  return (
    <div className={className} data-column={name} role="columnheader" aria-sort={order}>
      <button type="button" className={styles.sort} onClick={onSort}>
        {title}
        {order && <Icon name={order === "ascending" ? "up" : "down"} />}
      </button>
    </div>
  );
}
