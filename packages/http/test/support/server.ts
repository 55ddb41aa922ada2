import { once } from "node:events";
import http from "node:http";
import net, { type AddressInfo, type Socket } from "node:net";
import { afterEach } from "@jest/globals";

/** A real server on a free local port. It is closed after the test. */
export interface TestServer {
  readonly url: string;
  readonly port: number;
  /** Connections that are open now. */
  readonly sockets: ReadonlySet<Socket>;
  /** All connections so far. */
  readonly connections: number;
  close(): Promise<void>;
}

const running: TestServer[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

/** A web server. */
export function serve(handler: http.RequestListener): Promise<TestServer> {
  return listen(http.createServer(handler));
}

/** A server that sends whatever the test specifies to every connection, HTTP or not. */
export function serveRaw(onConnection: (socket: Socket, number: number) => void): Promise<TestServer> {
  let number = 0;
  return listen(net.createServer((socket) => onConnection(socket, (number += 1))));
}

export async function listen(server: net.Server, scheme = "http"): Promise<TestServer> {
  const sockets = new Set<Socket>();
  let connections = 0;
  server.on("connection", (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on("error", () => undefined).on("close", () => sockets.delete(socket));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const started: TestServer = {
    url: `${scheme}://127.0.0.1:${port}`,
    port,
    sockets,
    get connections() {
      return connections;
    },
    async close() {
      if (!server.listening) return;
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
  running.push(started);
  return started;
}

/** Responds with JSON. */
export function json(response: http.ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
}

/** Resolves to the whole body of a request. */
export async function read(request: http.IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += String(chunk);
  return text;
}
