import { number, plural } from "../format/amount.js";
import { classes } from "../parts/classes.js";
import { Icon } from "../parts/Icon.js";
import styles from "./ImportFold.module.css";
import type { ImportLine, Shown } from "./journal-lines.js";

interface ImportFoldProps {
  readonly line: ImportLine;
  readonly onShow: (shown: Shown | undefined) => void;
}

/** The request that starts an import, what has come of it, and the button that shows its messages. */
export function ImportFold({ line: { row, imported, shown }, onShow }: ImportFoldProps) {
  const { results, failures, dropped, state } = imported;
  return (
    <span className={styles.fold}>
      <button
        type="button"
        className={styles.button}
        // The list has the focus; the arrow keys open and close.
        tabIndex={-1}
        aria-label={`Messages of ${row.method ?? "the import"}`}
        aria-expanded={shown !== undefined}
        onClick={(event) => {
          event.stopPropagation();
          onShow(shown ? undefined : "all");
        }}
      >
        <Icon name="chevron" />
      </button>
      <span className={styles.name}>{row.method}</span>
      <span className={styles.counts} data-running={state === "running"}>
        {number(results)} ok
        {failures > 0 && (
          <button
            type="button"
            className={classes(styles.button, styles.failed)}
            tabIndex={-1}
            aria-pressed={shown === "failures"}
            title="Show only the messages that report a failure"
            onClick={(event) => {
              event.stopPropagation();
              onShow(shown === "failures" ? undefined : "failures");
            }}
          >
            {number(failures)} failed
          </button>
        )}
        {dropped > 0 && <span title={`Dropped ${plural(dropped, "message")} of this import`}>−{number(dropped)}</span>}
        {state === "ended" && <span className={styles.failed}>not finished</span>}
      </span>
    </span>
  );
}
