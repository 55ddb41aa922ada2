import type { JournalDetails, JournalRow } from "@galaxy-kit/console";
import type { ReactNode } from "react";
import { useQuery } from "../feed/use-query.js";
import { bytes } from "../format/amount.js";
import { clockTime, duration } from "../format/time.js";
import { Badge } from "../parts/Badge.js";
import { Json } from "../parts/Json.js";
import { directionLabels } from "./message-labels.js";
import styles from "./MessagePanel.module.css";

interface MessageContentProps {
  readonly number: number;
  /** Absent if the page no longer has it. */
  readonly row: JournalRow | undefined;
  readonly reveal: boolean;
  /** Shown above the JSON. */
  readonly children?: (message: JournalDetails) => ReactNode;
}

/** The facts about a message, and its JSON. */
export function MessageContent({ number, row, reveal, children }: MessageContentProps) {
  const query = useQuery("journalEntry", { number, reveal });
  const details = query.result;
  const message = row ?? details;
  return (
    <>
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
      {query.state === "failed" && <p className={styles.error}>{query.message}</p>}
      {details && children?.(details)}
      {details?.json === undefined
        ? query.state === "loaded" && <p className={styles.note}>The content of this message was dropped.</p>
        : details.json !== "" && <Json text={details.json} />}
      {details?.isTruncated && <p className={styles.note}>Truncated. Export the journal to see the whole message.</p>}
      {details?.hasSecrets && !reveal && (
        <p className={styles.note}>Secrets are masked. Turn on Reveal secrets to see them.</p>
      )}
    </>
  );
}
