import type { ClientContext } from "../conversation/client-context.js";
import { faultsIn } from "../reporting/fault.js";
import type { JournalEntry } from "../reporting/journal-entry.js";

const MAX_SHOWN_FAULTS = 5;
const MAX_SHOWN_REQUESTS = 5;

/** Returns the state of the integration and the reason for it, for error messages. */
export function describeState({ connection: { status } }: ClientContext): string {
  return `state: ${status.state} (${status.reason})`;
}

/** Returns the state, the running imports, what has no response yet and the last problems, for errors about something that did not happen in time. */
export function describeSituation(context: ClientContext): string {
  const running = Object.values(context.board.all)
    .filter(({ state }) => state === "running")
    .map(({ kind, done, failed, total }) => `${kind} ${done + failed}/${total}`);
  const unanswered = unansweredRequests(context.recorder.journal.messages).slice(0, MAX_SHOWN_REQUESTS);
  return [
    describeState(context),
    ...(running.length > 0 ? [`running imports: ${running.join(", ")}`] : []),
    ...(unanswered.length > 0 ? [`no response yet: ${unanswered.join(", ")}`] : []),
    ...faultsIn(context.recorder.problems)
      .slice(-MAX_SHOWN_FAULTS)
      .map((fault) => fault.describe()),
  ].join("\n  ");
}

/** The requests of this session that wait for a response, except for pings, which are never far from theirs. */
function unansweredRequests(entries: readonly JournalEntry[]): string[] {
  const session = entries.slice(
    Math.max(
      0,
      entries.findLastIndex(({ method, type }) => method === "get_capabilities" && type === "request"),
    ),
  );
  const answered = new Set(session.map(({ answers }) => answers));
  return session
    .filter(({ direction, type, method }) => direction === "sent" && type === "request" && method !== "ping")
    .filter(({ number }) => !answered.has(number))
    .map(({ method, id }) => `${method ?? ""} #${String(id)}`);
}
