import type { JournalRow } from "@galaxy-kit/console";
import { usePageState } from "../feed/feed-context.js";
import { useQuery } from "../feed/use-query.js";
import { bytes } from "../format/amount.js";
import { clockTime, duration } from "../format/time.js";
import { Badge } from "../parts/Badge.js";
import { Button } from "../parts/Button.js";
import { DetailsPanel } from "../parts/DetailsPanel.js";
import { Json } from "../parts/Json.js";
import { counterpart } from "./find-row.js";
import { directionLabels } from "./message-labels.js";
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
  const query = useQuery("journalEntry", { number, reveal });
  const message = row ?? query.result;
  const other = row && counterpart(rows, row);
  return (
    <DetailsPanel title={message ? titleOf(message) : `Message ${number}`} onClose={() => onSelect(undefined)}>
      {message && (
        <p className={styles.facts}>
          {message.failed && <Badge tone="bad">Failed</Badge>}
          <span>#{message.number}</span>
          <span>{directionLabels[message.direction]}</span>
          <span>{clockTime(message.time)}</span>
          <span>{bytes(message.size)}</span>
          {message.duration !== undefined && <span>took {duration(message.duration)}</span>}
        </p>
      )}
      {row?.type === "request" && !other && <p className={styles.note}>No response yet.</p>}
      {other && (
        <p className={styles.other}>
          <Button icon="link" onClick={() => onSelect(other.number)}>
            {row.type === "request" ? "Show response" : "Show request"}
          </Button>
        </p>
      )}
      {query.state === "failed" && <p className={styles.error}>{query.message}</p>}
      {query.result?.json === undefined
        ? query.state === "loaded" && <p className={styles.note}>The content of this message is no longer kept.</p>
        : query.result.json !== "" && <Json text={query.result.json} />}
      {query.result?.isTruncated && (
        <p className={styles.note}>Truncated. Export the journal to see the whole message.</p>
      )}
      {query.result?.hasSecrets && !reveal && (
        <p className={styles.note}>Secrets are masked. Turn on Reveal secrets to see them.</p>
      )}
    </DetailsPanel>
  );
}

function titleOf({ type, method = "" }: Pick<JournalRow, "type" | "method">): string {
  return type === "response" ? `Response to ${method || "an unknown request"}` : method || "Unreadable line";
}
