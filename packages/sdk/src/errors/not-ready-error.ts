/** Something was used before GALAXY has provided it. */
export class NotReadyError extends Error {
  override readonly name = "NotReadyError";
}
