import type { JournalRow } from "@galaxy-kit/console";
import { usePageState } from "../feed/feed-context.js";
import { Button } from "../parts/Button.js";
import { DetailsPanel } from "../parts/DetailsPanel.js";
import { counterpart } from "./find-row.js";
import { MessageButtons } from "./MessageButtons.js";
import { MessageContent } from "./MessageContent.js";
import styles from "./MessagePanel.module.css";

interface MessagePanelProps {
  readonly number: number;
  /** Absent if the journal no longer contains it. */
  readonly row: JournalRow | undefined;
  readonly reveal: boolean;
  readonly onSelect: (number: number | undefined) => void;
}

export function MessagePanel({ number, row, reveal, onSelect }: MessagePanelProps) {
  const rows = usePageState((state) => state.journal.rows);
  const other = row && counterpart(rows, row);
  return (
    <DetailsPanel title={row ? titleOf(row) : `Message ${number}`} onClose={() => onSelect(undefined)}>
      {row?.type === "request" && !other && <p className={styles.note}>No response yet.</p>}
      {other && (
        <p className={styles.other}>
          <Button icon="link" onClick={() => onSelect(other.number)}>
            {row.type === "request" ? "Show response" : "Show request"}
          </Button>
        </p>
      )}
      <MessageContent number={number} row={row} reveal={reveal}>
        {(message) => <MessageButtons message={message} reveal={reveal} onSent={onSelect} />}
      </MessageContent>
    </DetailsPanel>
  );
}

function titleOf({ type, method = "" }: Pick<JournalRow, "type" | "method">): string {
  return type === "response" ? `Response to ${method || "an unknown request"}` : method || "Unreadable line";
}
