/** The client cannot do what it was asked to do in its current state. */
export class ActionRefusedError extends Error {
  override readonly name = "ActionRefusedError";
}
