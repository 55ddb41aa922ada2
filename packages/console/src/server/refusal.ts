import type { ServerResponse } from "node:http";
import type { Duplex } from "node:stream";

/** The response to every refused request. It does not reveal whether the token or the path was wrong. */
const REFUSAL = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

/** Refuses a request. */
export function refuse(response: ServerResponse): void {
  response.sendDate = false;
  response.writeHead(404, { "Content-Length": 0, Connection: "close" }).end();
}

/** Refuses a request for which Node has no response object. */
export function refuseConnection(socket: Duplex): void {
  if (socket.writable) socket.end(REFUSAL);
  else socket.destroy();
  // Discard the rest of the request: unread bytes would reset the connection before the response arrives.
  socket.on("error", () => undefined).resume();
}
