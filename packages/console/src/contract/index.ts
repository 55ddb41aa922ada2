/**
 * The contract between server and page: messages over a WebSocket at `socket`, relative to the page. These are types only. The server also offers `journal.ndjson`, a download of all messages that leaves
 * secrets masked unless the query is `?reveal=1`, and `session.ndjson`, a recorded session.
 */
export type * from "./requests.js";
export type * from "./rows.js";
export type * from "./updates.js";
