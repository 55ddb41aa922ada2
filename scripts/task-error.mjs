/** A failure whose message says everything. run.cjs prints it without a stack trace and exits with 1. */
export class TaskError extends Error {
  name = "TaskError";
}
