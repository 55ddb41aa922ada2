import { useSavingObstacle } from "../feed/obstacle.js";
import { number } from "../format/amount.js";
import { Button, DownloadLink } from "../parts/Button.js";
import { Checkbox } from "../parts/Checkbox.js";
import { Icon } from "../parts/Icon.js";
import { SearchField } from "../parts/SearchField.js";
import { Gap, Toolbar } from "../parts/Toolbar.js";
import { OpenSession } from "../recording/OpenSession.js";
import { SaveSession } from "../recording/SaveSession.js";
import { hasTerm, parseFilter, suggestFilters, toggleTerm } from "./filter-language.js";
import type { JournalFilter } from "./journal-filter.js";
import styles from "./JournalToolbar.module.css";

interface JournalToolbarProps {
  readonly filter: JournalFilter;
  readonly onFilter: (filter: JournalFilter) => void;
  /** The number of new messages while the journal is paused. */
  readonly waiting: number | undefined;
  readonly onPause: () => void;
  readonly onClear: () => void;
  readonly reveal: boolean;
  readonly onReveal: (reveal: boolean) => void;
}

export function JournalToolbar({ filter, onFilter, waiting, onPause, onClear, reveal, onReveal }: JournalToolbarProps) {
  const obstacle = useSavingObstacle();
  const set = (changes: Partial<JournalFilter>): void => onFilter({ ...filter, ...changes });
  return (
    <>
      <Toolbar label="Journal">
        <SearchField
          label="Filter messages"
          value={filter.text}
          onChange={(text) => set({ text })}
          suggestions={suggestFilters(filter.text)}
          error={parseFilter(filter.text).errors[0]}
        />
        <Checkbox
          label="Failed only"
          checked={hasTerm(filter.text, "failed")}
          onChange={() => set({ text: toggleTerm(filter.text, "failed") })}
        />
        <Checkbox label="Show pings" checked={filter.pings} onChange={(pings) => set({ pings })} />
        <Gap />
        <Checkbox
          label="Reveal secrets"
          title="Show tokens, cookies and credentials in messages and in the exported file"
          checked={reveal}
          onChange={onReveal}
        />
        <Button icon={waiting === undefined ? "pause" : "play"} aria-pressed={waiting !== undefined} onClick={onPause}>
          {waiting === undefined ? "Pause" : `Resume${waiting > 0 ? ` (${number(waiting)} new)` : ""}`}
        </Button>
        <Button icon="trash" onClick={onClear}>
          Clear
        </Button>
        <DownloadLink href={`journal.ndjson${reveal ? "?reveal=1" : ""}`} fileName="journal.ndjson" obstacle={obstacle}>
          Export
        </DownloadLink>
        <SaveSession />
        <OpenSession />
      </Toolbar>
      {reveal && (
        <p className={styles.warning} role="status">
          <Icon name="warning" /> Secrets are visible. Anyone who sees these messages or the exported file can use the
          account.
        </p>
      )}
    </>
  );
}
