/** The client cannot perform the action in its current state. */
export class ActionRefusedError extends Error {
  override readonly name = "ActionRefusedError";
}
