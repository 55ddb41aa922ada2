/** One message on the wire, either way. */
export interface JournalEntry {
  /** Counts up from 1. */
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** From the client's side. */
  readonly direction: "sent" | "received";
  readonly type: "request" | "notification" | "response" | "unreadable";
  /** For a response: the method that it answers, if that is known. */
  readonly method?: string;
  readonly id?: string | number | null;
  /** Bytes, without the end of the line. */
  readonly size: number;
  /** For a response: milliseconds since its request. */
  readonly duration?: number;
  /** Secrets are masked, unless the client was told to show them. */
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: unknown;
}

/** An entry before it is numbered and dated. */
export type NewJournalEntry = Omit<JournalEntry, "number" | "time">;

/** A line that an integration wrote to its standard error or output. */
export interface LogEntry {
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly stream: "stderr" | "stdout";
  readonly text: string;
  /** The line's content, when it is a JSON object. */
  readonly fields?: Readonly<Record<string, unknown>>;
}
