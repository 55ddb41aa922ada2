import type { Server } from "node:http";

/** Lets the process end although a server listens: a test whose set-up has failed does not get to close it, and would never end. */
export function doNotKeepAlive(server: Server): void {
  server.unref();
  server.on("connection", (socket) => socket.unref());
}
