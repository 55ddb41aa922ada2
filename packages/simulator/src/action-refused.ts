/** The client does not do what it was asked to. */
export class ActionRefused extends Error {
  override readonly name = "ActionRefused";
}
