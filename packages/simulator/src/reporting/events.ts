import type { Change } from "../knowledge/change.js";
import type { ConnectionStatus } from "./connection-state.js";
import type { JournalEntry } from "./journal-entry.js";
import type { LogEntry } from "./log-entry.js";
import type { Problem } from "./problem.js";
import type { Progress } from "./progress.js";

/** What a simulated client tells of. */
export interface ClientEvents {
  /** The connection is in another state. */
  readonly state: ConnectionStatus;
  /** A message was sent or received. */
  readonly message: JournalEntry;
  /** The integration wrote a line to its standard error or output. */
  readonly log: LogEntry;
  /** The client knows something that it did not know before. */
  readonly changed: Change;
  /** An import has come further. */
  readonly progress: Progress;
  /** Something went wrong, or breaks the protocol. */
  readonly problem: Problem;
}
