/** Something was used before the client has provided it, such as the `PersistentCache` before the handshake. */
export class NotReadyError extends Error {
  override readonly name = "NotReadyError";
}
