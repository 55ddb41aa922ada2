import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** The port that a console was to listen on is taken. */
export class PortInUse extends Error {
  override readonly name = "PortInUse";

  constructor(
    readonly port: number,
    options: ErrorOptions,
  ) {
    super(`port ${port} of 127.0.0.1 is in use; name another one, or none for any that is free`, options);
  }
}

/**
 * Listens on this computer only, at its numeric address.
 *
 * @param port any that is free for 0
 */
export async function listen(port: number): Promise<{ readonly server: Server; readonly port: number }> {
  // What has no Host is refused like everything else, and not with an answer of its own.
  const server = createServer({ requireHostHeader: false });
  server.listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === "EADDRINUSE" ? new PortInUse(port, { cause: error }) : error;
  }
  return { server, port: (server.address() as AddressInfo).port };
}
