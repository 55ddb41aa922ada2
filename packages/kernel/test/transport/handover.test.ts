import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import type { Logger } from "@galaxy-kit/sdk";
import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { HandoverTransport, NO_WORKER } from "../../src/transport/handover-transport.js";
import { SocketTransport } from "../../src/transport/socket-transport.js";
import type { WorkerTransport } from "../../src/transport/worker-transport.js";

let server: Server;
let client: Socket;
let read: string;
beforeEach(async () => {
  read = "";
  server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterEach(() => {
  client.destroy();
  server.close();
});

/** Resolves when the client has read this text. */
async function hasRead(text: string): Promise<void> {
  while (read !== text) await once(client, "data");
}

it.each([
  [
    "no worker can be started",
    () => {
      throw new Error("no threads");
    },
  ],
  [
    "a worker fails while starting",
    () => ({
      adopt: () => undefined,
      listen: () => undefined,
      write: () => true,
      ready: new Promise((_, reject) => {
        setImmediate(reject, new Error("no memory"));
      }),
    }),
  ],
])("If %s, the main thread keeps the connection and nothing is lost", async (_, startWorker) => {
  const warnings: string[] = [];
  const log = { warn: (message: string) => warnings.push(message) } as unknown as Logger;
  const accepted = once(server, "connection") as Promise<[Socket]>;
  const socket = await SocketTransport.connect((server.address() as AddressInfo).port);
  [client] = await accepted;
  client.setEncoding("utf8").on("data", (text: string) => {
    read += text;
  });
  const received: string[] = [];
  const transport = new HandoverTransport(socket, startWorker as unknown as () => WorkerTransport, log);
  const done = new Promise<void>((resolve) => {
    transport.listen({
      data: (bytes) => {
        received.push(Buffer.from(bytes).toString());
        resolve();
      },
      end: () => undefined,
      lost: () => undefined,
    });
  });
  transport.write(["1"]);
  setImmediate(() => transport.write(["2"]));
  await hasRead("12");
  client.write("x");
  await done;
  transport.write(["3"]);
  await hasRead("123");
  expect(received).toEqual(["x"]);
  expect(warnings).toEqual([NO_WORKER]);
  await transport.close();
});
