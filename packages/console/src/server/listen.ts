import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** The requested port is already in use. */
export class PortInUseError extends Error {
  override readonly name = "PortInUseError";

  constructor(
    readonly port: number,
    options: ErrorOptions,
  ) {
    super(`port ${port} on 127.0.0.1 is already in use; choose another port, or omit it to use a free one`, options);
  }
}

/**
 * Listens on 127.0.0.1 only.
 *
 * @param port - 0 for any free port
 */
export async function listen(port: number): Promise<{ readonly server: Server; readonly port: number }> {
  // The guard refuses a request without a Host header, with the same response as any other refusal.
  const server = createServer({ requireHostHeader: false });
  server.listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === "EADDRINUSE" ? new PortInUseError(port, { cause: error }) : error;
  }
  return { server, port: (server.address() as AddressInfo).port };
}
