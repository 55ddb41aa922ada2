/** The reason for aborting everything a session is doing when it ends. */
export class SessionOver extends Error {
  override readonly name = "SessionOver";
}
