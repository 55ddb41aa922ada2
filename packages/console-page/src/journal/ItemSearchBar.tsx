import { number, plural } from "../format/amount.js";
import { Button } from "../parts/Button.js";
import styles from "./ItemSearchBar.module.css";
import type { Imports } from "./journal-lines.js";
import type { ItemSearch } from "./use-item-search.js";

interface ItemSearchBarProps {
  readonly search: ItemSearch;
  readonly imports: Imports;
}

/** States that a filter does not apply to the messages about items, and offers to search them. */
export function ItemSearchBar({ search: { progress, start }, imports }: ItemSearchBarProps) {
  const total = [...imports.values()].reduce((sum, { kept }) => sum + kept.all, 0);
  if (total === 0) return null;
  if (!progress) {
    return (
      <p className={styles.bar}>
        <span>{plural(total, "message")} about items of imports are not searched.</span>
        <Button onClick={start}>Search them</Button>
      </p>
    );
  }
  const { found, searched, state } = progress;
  return (
    <p className={styles.bar} role="status">
      {state === "running" && `Searching ${number(searched)} of ${number(total)} messages about items: `}
      {state === "ended" && `${plural(searched, "message")} about items searched: `}
      {state === "stopped" && `${number(searched)} of ${number(total)} messages about items searched: the first `}
      {number(found.length)} found.
    </p>
  );
}
