import type { JournalRow } from "@galaxy-kit/console";
import { useTold } from "../feed/feed-context.js";
import { useAnswer } from "../feed/use-answer.js";
import { bytes } from "../format/amount.js";
import { clockTime, duration } from "../format/time.js";
import { Badge } from "../parts/Badge.js";
import { Button } from "../parts/Button.js";
import { DetailsPanel } from "../parts/DetailsPanel.js";
import { Json } from "../parts/Json.js";
import { counterpart } from "./find-row.js";
import { directionWords } from "./message-words.js";
import styles from "./MessagePanel.module.css";

interface MessagePanelProps {
  readonly number: number;
  /** Absent when it is no longer kept. */
  readonly row: JournalRow | undefined;
  readonly reveal: boolean;
  readonly onSelect: (number: number | undefined) => void;
}

export function MessagePanel({ number, row, reveal, onSelect }: MessagePanelProps) {
  const rows = useTold((state) => state.journal.rows);
  const answer = useAnswer("journalEntry", { number, reveal });
  const message = row ?? answer.result;
  const other = row && counterpart(rows, row);
  return (
    <DetailsPanel title={message ? titleOf(message) : `Message ${number}`} onClose={() => onSelect(undefined)}>
      {message && (
        <p className={styles.facts}>
          {message.failed && <Badge tone="bad">failed</Badge>}
          <span>#{message.number}</span>
          <span>{directionWords[message.direction]}</span>
          <span>{clockTime(message.time)}</span>
          <span>{bytes(message.size)}</span>
          {message.duration !== undefined && <span>took {duration(message.duration)}</span>}
        </p>
      )}
      {row?.type === "request" && !other && <p className={styles.note}>Not answered yet.</p>}
      {other && (
        <p className={styles.other}>
          <Button icon="link" onClick={() => onSelect(other.number)}>
            {row.type === "request" ? "Show the answer" : "Show the request"}
          </Button>
        </p>
      )}
      {answer.state === "refused" && <p className={styles.problem}>{answer.message}</p>}
      {answer.result?.json === undefined
        ? answer.state === "answered" && <p className={styles.note}>The content is no longer kept.</p>
        : answer.result.json !== "" && <Json text={answer.result.json} />}
      {answer.result?.isCut && <p className={styles.note}>It goes on; the export has everything.</p>}
      {answer.result?.hasSecrets && !reveal && <p className={styles.note}>Secrets in it are masked.</p>}
    </DetailsPanel>
  );
}

function titleOf({ type, method = "" }: Pick<JournalRow, "type" | "method">): string {
  return type === "response" ? `Answer to ${method || "nothing"}` : method || "Unreadable line";
}
