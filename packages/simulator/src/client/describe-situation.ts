import type { ClientContext } from "../conversation/client-context.js";
import { faultsIn } from "../reporting/fault.js";

const MAX_SHOWN_FAULTS = 5;

/** Returns the state of the integration and the reason for it, for error messages. */
export function describeState({ connection: { status } }: ClientContext): string {
  return `state: ${status.state} (${status.reason})`;
}

/** Returns the state, the running imports and the last problems, for errors about something that did not happen in time. */
export function describeSituation(context: ClientContext): string {
  const running = Object.values(context.board.all)
    .filter(({ state }) => state === "running")
    .map(({ kind, done, failed, total }) => `${kind} ${done + failed}/${total}`);
  return [
    describeState(context),
    ...(running.length > 0 ? [`running imports: ${running.join(", ")}`] : []),
    ...faultsIn(context.recorder.problems)
      .slice(-MAX_SHOWN_FAULTS)
      .map((fault) => fault.describe()),
  ].join("\n  ");
}
