import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { expect, it } from "@jest/globals";
import { SecretRegistry } from "../../src/logging/secret-registry.js";
import { WorkerTransport } from "../../src/transport/worker-transport.js";

it("Sent data no longer counts as waiting, even if the main thread has not been notified yet", async () => {
  const server = createServer((socket) => socket.resume()).listen(0, "127.0.0.1");
  await once(server, "listening");
  const worker = new WorkerTransport(new SecretRegistry());
  const transport = await worker.connect((server.address() as AddressInfo).port);
  try {
    transport.write("x".repeat(10_000));
    const clock = new Int32Array(new SharedArrayBuffer(4));
    for (let tries = 0; tries < 1000 && transport.backlog > 0; tries++) Atomics.wait(clock, 0, 0, 5);
    expect(transport.backlog).toBe(0);
  } finally {
    await transport.close();
    server.close();
  }
});
