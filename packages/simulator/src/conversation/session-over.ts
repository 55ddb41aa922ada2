/** Ends whatever a session was doing when its connection or its process goes. */
export class SessionOver extends Error {
  override readonly name = "SessionOver";
}
