import { number, plural } from "../format/amount.js";
import { Button } from "../parts/Button.js";
import { SearchField } from "../parts/SearchField.js";
import { Select } from "../parts/Select.js";
import { Toolbar } from "../parts/Toolbar.js";
import type { ProblemFilter } from "./problem-list.js";
import styles from "./ProblemsView.module.css";

const sessions = { last: "Last start", all: "All starts" } as const;
const severities = { all: "All severities", error: "Errors only" } as const;

interface ProblemsToolbarProps {
  readonly filter: ProblemFilter;
  readonly onFilter: (filter: ProblemFilter) => void;
  readonly shown: number;
  readonly all: number;
  readonly onClear: () => void;
}

export function ProblemsToolbar({ filter, onFilter, shown, all, onClear }: ProblemsToolbarProps) {
  return (
    <Toolbar label="Problems">
      <SearchField label="Filter problems" value={filter.text} onChange={(text) => onFilter({ ...filter, text })} />
      <Select
        label="Starts"
        value={filter.sessions}
        options={sessions}
        onChange={(value) => onFilter({ ...filter, sessions: value })}
      />
      <Select
        label="Severity"
        value={filter.severity}
        options={severities}
        onChange={(severity) => onFilter({ ...filter, severity })}
      />
      <Button icon="trash" disabled={all === 0} onClick={onClear}>
        Clear
      </Button>
      <span className={styles.shown} role="status">
        {shown === all ? plural(all, "problem") : `${number(shown)} of ${plural(all, "problem")}`}
      </span>
    </Toolbar>
  );
}
