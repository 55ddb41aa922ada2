import type { ServerResponse } from "node:http";
import type { Duplex } from "node:stream";

/**
 * The answer to everything that is refused: nothing in it tells a wrong token from a wrong address, nor that there is
 * something to look for.
 */
const REFUSAL = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

/** Refuses a request. */
export function refuse(response: ServerResponse): void {
  response.sendDate = false;
  response.writeHead(404, { "Content-Length": 0, Connection: "close" }).end();
}

/** Refuses whatever came over a connection that has no response to it. */
export function refuseConnection(socket: Duplex): void {
  if (socket.writable) socket.end(REFUSAL);
  else socket.destroy();
  // What is still on its way is read and thrown away, as unread bytes would take the answer back with a reset.
  socket.on("error", () => undefined).resume();
}
