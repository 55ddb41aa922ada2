import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { CompactJson, JsonTemplate, pluginNotifications, Values } from "@galaxy-kit/protocol";
import { expect, it } from "@jest/globals";
import { SecretRegistry } from "../../src/logging/secret-registry.js";
import { WorkerTransport } from "../../src/transport/worker-transport.js";

const MIB = 1024 * 1024;

it("Sent data no longer counts as waiting, even if the main thread has not been notified yet", async () => {
  const server = createServer((socket) => socket.resume()).listen(0, "127.0.0.1");
  await once(server, "listening");
  const worker = new WorkerTransport(new SecretRegistry());
  const transport = await worker.connect((server.address() as AddressInfo).port);
  try {
    transport.write(["x".repeat(10_000)]);
    const clock = new Int32Array(new SharedArrayBuffer(4));
    for (let tries = 0; tries < 1000 && transport.backlog > 0; tries++) Atomics.wait(clock, 0, 0, 5);
    expect(transport.backlog).toBe(0);
  } finally {
    await transport.close();
    server.close();
  }
});

it("A response to a ping waits for the end of a line that is sent in parts", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const connection = once(server, "connection") as Promise<[Socket]>;
  const worker = new WorkerTransport(new SecretRegistry());
  const transport = await worker.connect((server.address() as AddressInfo).port);
  const [client] = await connection;
  let received = "";
  client.setEncoding("utf8").on("data", (text: string) => (received += text));
  try {
    const taken = new Promise<void>((resolve) => {
      transport.listen({ data: () => resolve(), end: () => undefined, lost: () => undefined });
    });
    transport.write(["a long "]);
    await once(client, "data");
    client.write('{"jsonrpc":"2.0","id":"5","method":"ping","params":{}}\nnot a ping\n');
    await taken;
    transport.write(["line\n"]);
    while (received.split("\n").length < 3) await once(client, "data");
    expect(received).toBe('a long line\n{"jsonrpc":"2.0","id":"5","result":null}\n');
  } finally {
    client.destroy();
    await transport.close();
    server.close();
  }
});

it("Texts of any length and alphabet arrive as they were written, however slowly the client reads", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const connection = once(server, "connection") as Promise<[Socket]>;
  const transport = await new WorkerTransport(new SecretRegistry()).connect((server.address() as AddressInfo).port);
  const [client] = await connection;
  const alphabets = ["ab", "aé", "Ω漢", "👾"];
  const lengths = [1, 4096, 20_000, 82_000, 109_000, 164_000, 327_680];
  // The same numbers of characters, of which those of the last alphabet have two halves.
  const texts = lengths.flatMap((length) =>
    alphabets.map((letters) => letters.repeat(length).slice(0, letters === "👾" ? 2 * length : length)),
  );
  const written = Array.from({ length: 2 }, (_, round) =>
    texts.map((text, index) => [`${round} `, text, `${index}\n`]),
  );
  let received = "";
  try {
    client.setEncoding("utf8").pause();
    for (const pieces of written.flat()) transport.write(pieces);
    client.on("data", (text: string) => (received += text)).resume();
    const expected = written.flat(2).join("");
    while (received.length < expected.length) await once(client, "data");
    expect(received === expected).toBe(true);
  } finally {
    client.destroy();
    await transport.close();
    server.close();
  }
});

it("Nothing more is read from a client that does not read its responses, until it reads", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const connection = once(server, "connection") as Promise<[Socket]>;
  const transport = await new WorkerTransport(new SecretRegistry()).connect((server.address() as AddressInfo).port);
  const [client] = await connection;
  let responded = 0;
  transport.listen({
    data: ({ length }) => {
      responded += length;
      transport.write([`${"x".repeat(length - 1)}\n`]);
    },
    end: () => undefined,
    lost: () => undefined,
  });
  try {
    const sent = 60 * MIB;
    client.write("request\n".repeat(sent / 8));
    // Until nothing more is taken: all buffers of the connection are full then.
    for (let before = NaN; before !== responded; await new Promise((resolve) => setTimeout(resolve, 200)))
      before = responded;
    expect(responded).toBeLessThan(40 * MIB);

    let received = 0;
    client.on("data", ({ length }) => (received += length));
    while (received < sent) await once(client, "data");
  } finally {
    client.destroy();
    await transport.close();
    server.close();
  }
});

it("Closes within a moment although the client does not read", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const connection = once(server, "connection") as Promise<[Socket]>;
  const transport = await new WorkerTransport(new SecretRegistry()).connect((server.address() as AddressInfo).port);
  const [client] = await connection;
  const { params } = pluginNotifications.friendRemoved;
  if (!params.structure) throw new Error("Not parameters that consist of values");
  const template = new JsonTemplate("<", params.structure.layout, ">\n");
  const lines = new CompactJson(template, new Values([], new Array(20).fill("x".repeat(2000))), 20);
  try {
    client.pause();
    for (let count = 0; count < 400; count++) transport.write([lines]);
    await transport.close();
    expect(transport.backlog).toBe(0);
  } finally {
    client.destroy();
    server.close();
  }
});

it("Stays connected however many secrets it has to mask", async () => {
  const server = createServer((socket) => socket.on("data", (data) => socket.write(data))).listen(0, "127.0.0.1");
  await once(server, "listening");
  const secrets = new SecretRegistry();
  const transport = await new WorkerTransport(secrets).connect((server.address() as AddressInfo).port);
  for (let number = 0; number < 50; number++) secrets.add(`secret ${number}`);
  try {
    const lost = await new Promise((resolve) => {
      transport.listen({ data: () => resolve(undefined), end: resolve, lost: resolve });
      transport.write(["anything\n"]);
    });
    expect(lost).toBeUndefined();
  } finally {
    await transport.close();
    server.close();
  }
});
