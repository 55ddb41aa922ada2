/**
 * How a recorded session is read, for the server and for the page: nothing here needs Node.js or a browser.
 *
 * @packageDocumentation
 */

export {
  notASession,
  parseSession,
  type RecordedSession,
  UnreadableSessionError,
} from "./session-file/parse-session.js";
