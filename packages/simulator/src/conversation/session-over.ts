/** The reason for aborting whatever a session was doing when it ends. */
export class SessionOver extends Error {
  override readonly name = "SessionOver";
}
