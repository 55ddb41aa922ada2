/** A failure that one sentence explains: run.cjs prints the message alone and exits with 1. */
export class TaskError extends Error {
  name = "TaskError";
}
