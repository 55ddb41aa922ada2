import type { PartState, ProcessFigures } from "@galaxy-kit/protocol";
import type { Change } from "../knowledge/change.js";
import type { ConnectionStatus } from "./connection-state.js";
import type { DebuggerState } from "./debugger-state.js";
import type { JournalEntry } from "./journal-entry.js";
import type { LogEntry } from "./log-entry.js";
import type { LoginVisit } from "./login-visit.js";
import type { Problem } from "./problem.js";
import type { Progress } from "./progress.js";
import type { SessionStart } from "./session-start.js";

/** The events of a simulated client. */
export interface ClientEvents {
  /** The connection state has changed. */
  readonly state: ConnectionStatus;
  /** The integration is being started. */
  readonly session: SessionStart;
  /** A message was sent or received. */
  readonly message: JournalEntry;
  /** The integration wrote a line to its standard error or output. */
  readonly log: LogEntry;
  /** The state of a part of the integration has changed: all of them. */
  readonly parts: readonly PartState[];
  /** The inspector of the integration was opened or closed, or a debugger holds the integration or lets it go on. */
  readonly debugger: DebuggerState | undefined;
  /** The integration reports what its process costs. */
  readonly process: ProcessFigures;
  /** A login window visited an address. */
  readonly navigation: LoginVisit;
  /** The client's knowledge has changed. */
  readonly changed: Change;
  /** What is different from the last start has changed: the keys in {@link Differences.all}. */
  readonly differences: readonly string[];
  /** An import has made progress. */
  readonly progress: Progress;
  /** Something went wrong or violates the protocol. */
  readonly problem: Problem;
}
