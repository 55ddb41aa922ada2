/**
 * What server and page say to each other, over a WebSocket at `socket` beside the page. Types only: the page shares no code
 * with the server. Beside it there is `journal.ndjson`, all messages as a file, unmasked with `?reveal=1`.
 */
export type * from "./requests.js";
export type * from "./rows.js";
export type * from "./updates.js";
