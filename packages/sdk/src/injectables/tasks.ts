import type { Awaitable } from "../awaitable.js";
import { contributionPoint } from "./contributions.js";

/** @param signal - aborted when the process is asked to end */
export type TaskHandler = (signal: AbortSignal) => Awaitable<void>;

/** What `contributionDecorator(TASKS, …)` takes as its options. */
export interface TaskOptions {
  /** Starts the task if it is the only argument of the integration: `--settings` for the name `settings`. */
  readonly task: string;
}

/** Methods that the integration runs instead of talking to GALAXY. Its services exist, but are not connected to a client. */
export const TASKS = contributionPoint<TaskHandler>("tasks");
