import { JsonTemplate, JsonText, pluginNotifications } from "@galaxy-kit/protocol";
import { describe, expect, it } from "@jest/globals";
import { LineWriter } from "../../src/rpc/line-writer.js";
import { WireEnd } from "../support/wire-end.js";

const start = () => {
  const wire = new WireEnd();
  return { wire, writer: new LineWriter(wire) };
};
const nextTick = (): Promise<void> =>
  new Promise((resolve) => {
    process.nextTick(resolve);
  });

const { method, params } = pluginNotifications.friendRemoved;
const { structure } = params;
if (!structure) throw new Error("Not parameters that consist of values");
const template = new JsonTemplate(`{"method":"${method}","params":`, structure.layout, "}\n");

/** Sends a line of a template, such as an item of an import. */
function sendWithTemplate(writer: LineWriter, userId: string): void {
  writer.sendValues(template, (values) => {
    structure!.collect({ userId }, values);
  });
}

describe("LineWriter", () => {
  it("combines the messages of one tick into one write, in order", async () => {
    const { wire, writer } = start();
    writer.send({ n: 1 });
    await Promise.resolve();
    writer.send({ n: 2 });
    expect(wire.writes).toEqual([]);
    await nextTick();
    expect(wire.writes).toEqual(['{"n":1}\n{"n":2}\n']);
    writer.send({ n: 3 });
    await nextTick();
    expect(wire.writes).toEqual(['{"n":1}\n{"n":2}\n', '{"n":3}\n']);
  });

  it("writes at once when 256 KiB are full", () => {
    const { wire, writer } = start();
    const message = { text: "x".repeat(1000) };
    for (let count = 0; count < 4000; count++) writer.send(message);
    expect(wire.writes.length).toBeGreaterThan(10);
    for (const text of wire.writes) {
      expect(text.length).toBeGreaterThanOrEqual(256 * 1024);
      expect(text.length).toBeLessThan(258 * 1024);
    }
  });

  it("writes long texts of a template at once, too", () => {
    const { wire, writer } = start();
    for (let count = 0; count < 400; count++) sendWithTemplate(writer, "x".repeat(count % 2 === 0 ? 100_000 : 1));
    expect(wire.writes.length).toBeGreaterThan(40);
    for (const text of wire.writes) expect(text.length).toBeLessThan(512 * 1024);
  });

  it("never writes an empty string", async () => {
    const { wire, writer } = start();
    writer.flush();
    writer.send({});
    writer.flush();
    writer.flush();
    await nextTick();
    expect(wire.writes).toEqual(["{}\n"]);
  });

  it("keeps line feeds and unusual characters within a line", async () => {
    const { wire, writer } = start();
    writer.send({ text: "a\nb\u2028\ud800" });
    await nextTick();
    expect(wire.lines).toEqual(['{"text":"a\\nb\u2028\\ud800"}']);
  });

  it("throws for a value that cannot be serialized as JSON and sends the rest", async () => {
    const { wire, writer } = start();
    writer.send({ n: 1 });
    expect(() => {
      writer.send({ n: 1n });
    }).toThrow(TypeError);
    writer.send({ n: 2 });
    await nextTick();
    expect(wire.lines).toEqual(['{"n":1}', '{"n":2}']);
  });

  it("is full from a rejected write until the client has read", async () => {
    const { wire, writer } = start();
    expect(writer.full).toBe(false);
    await writer.writable();

    wire.fill();
    writer.send({});
    expect(writer.full).toBe(false);
    await nextTick();
    expect(writer.full).toBe(true);

    const released: number[] = [];
    const waiting = [1, 2, 3].map((name) => writer.writable().then(() => released.push(name)));
    await nextTick();
    expect(released).toEqual([]);
    wire.drain();
    await Promise.all(waiting);
    expect(released).toEqual([1, 2, 3]);
    expect(writer.full).toBe(false);
  });

  it("sends JSON text unchanged, in order with other messages", async () => {
    const { wire, writer } = start();
    writer.send({ n: 1 });
    writer.sendLine('{ "n": 2 }\n');
    writer.send({ n: 3 });
    await nextTick();
    expect(wire.writes).toEqual(['{"n":1}\n{ "n": 2 }\n{"n":3}\n']);
  });

  it("waits once for all callers, and keeps waiting if it is full again by then", async () => {
    const { wire, writer } = start();
    const fill = (): void => {
      wire.fill();
      writer.send({});
      writer.flush();
    };
    fill();
    const released: number[] = [];
    const waiting = [1, 2, 3].map((name) =>
      writer.writable().then(() => {
        released.push(name);
        // The first caller fills it again: the others must keep waiting.
        if (released.length === 1) fill();
      }),
    );
    expect(wire.waiting).toBe(1);
    wire.drain();
    await new Promise(setImmediate);
    expect(writer.full).toBe(true);
    expect(wire.waiting).toBeLessThanOrEqual(1);
    const late = writer.writable().then(() => released.push(4));
    await nextTick();
    expect(wire.waiting).toBe(1);
    expect(writer.full).toBe(true);
    wire.drain();
    await Promise.all([...waiting, late]);
    expect(released).toEqual([1, 2, 3, 4]);
    expect(writer.full).toBe(false);
  });

  it("keeps sending while it is full: responses do not wait", async () => {
    const { wire, writer } = start();
    wire.fill();
    for (let n = 1; n <= 3; n++) {
      writer.send({ n });
      await nextTick();
    }
    expect(wire.lines).toEqual(['{"n":1}', '{"n":2}', '{"n":3}']);
  });

  it("sends a serialized response in order, in chunks, however much is waiting", async () => {
    const { wire, writer } = start();
    const pieces = [
      "[",
      ...Array.from({ length: 100 }, (_, index) => `${index === 0 ? "" : ","}"${"x".repeat(5000)}"`),
      "]",
    ];
    writer.send({ n: 1 });
    writer.send({ jsonrpc: "2.0", id: "7", result: new JsonText(pieces) });
    writer.send({ n: 2 });
    await nextTick();
    const [first, response = "", last] = wire.lines;
    expect([first, last]).toEqual(['{"n":1}', '{"n":2}']);
    expect(JSON.parse(response)).toEqual({
      jsonrpc: "2.0",
      id: "7",
      result: Array.from({ length: 100 }, () => "x".repeat(5000)),
    });
    for (const text of wire.writes) expect(text.length).toBeLessThan(320 * 1024);
  });

  describe("whose client does not read", () => {
    const MEBIBYTE = 1024 * 1024;
    const unread = () => {
      const wire = new WireEnd();
      wire.write = (texts) => {
        for (const text of texts) wire.backlog += text.length;
        return false;
      };
      const failures: Error[] = [];
      return { wire, failures, writer: new LineWriter(wire, (error) => failures.push(error)) };
    };
    const responseOf = (megabytes: number): object => ({
      id: "1",
      result: new JsonText(['"', ...Array.from({ length: megabytes }, () => "x".repeat(MEBIBYTE)), '"']),
    });
    const notification = { text: "x".repeat(MEBIBYTE) };

    it("gives up because of too many notifications", () => {
      const { wire, writer, failures } = unread();
      for (let count = 0; count < 100; count++) writer.send(notification);
      expect(failures).toMatchObject([
        { message: "The client does not read fast enough: 64 MiB are waiting to be sent. The integration exits" },
      ]);
      expect(wire.backlog).toBeLessThan(65 * MEBIBYTE);
    });

    it("does not give up because of long responses, nor of what follows them", async () => {
      const { wire, writer, failures } = unread();
      for (const megabytes of [80, 0, 100]) {
        writer.send(responseOf(megabytes));
        writer.send(notification);
        await nextTick();
      }
      expect(failures).toEqual([]);
      expect(wire.backlog).toBeGreaterThan(182 * MEBIBYTE);

      for (let count = 0; count < 70; count++) writer.send(notification);
      expect(failures).toHaveLength(1);
      expect(wire.backlog).toBeLessThan(246 * MEBIBYTE);
    });

    it.each([
      ["a message", (writer: LineWriter) => writer.send({ id: "1", result: "x".repeat(80 * MEBIBYTE) })],
      ["a line of a template", (writer: LineWriter) => sendWithTemplate(writer, "x".repeat(80 * MEBIBYTE))],
    ] as const)("does not give up because of %s above the limit, nor of what follows it", async (_, send) => {
      const { wire, writer, failures } = unread();
      send(writer);
      for (let count = 0; count < 60; count++) writer.send(notification);
      await nextTick();
      expect(failures).toEqual([]);
      expect(wire.backlog).toBeGreaterThan(140 * MEBIBYTE);

      for (let count = 0; count < 10; count++) writer.send(notification);
      expect(failures).toHaveLength(1);
      expect(wire.backlog).toBeLessThan(150 * MEBIBYTE);
    });

    it("gives up because of large messages if nothing is ever read", () => {
      const { wire, writer, failures } = unread();
      const line = `"${"x".repeat(80 * MEBIBYTE)}"\n`;
      for (let count = 0; count < 10; count++) writer.sendLine(line);
      expect(failures).toHaveLength(1);
      expect(wire.backlog).toBeLessThan(330 * MEBIBYTE);
    });

    it("does not take notifications for a part of the responses between them", async () => {
      const { writer, failures } = unread();
      for (let count = 0; count < 100; count++) {
        writer.send(notification);
        writer.send(responseOf(0));
        await nextTick();
      }
      expect(failures).toHaveLength(1);
    });

    it("gives up because of more responses than it could have requested in good faith", () => {
      const { writer, failures } = unread();
      for (let count = 0; count < 3; count++) writer.send(responseOf(100));
      expect(failures).toEqual([]);
      writer.send(responseOf(0));
      expect(failures).toMatchObject([
        { message: "The client does not read fast enough: 300 MiB are waiting to be sent. The integration exits" },
      ]);
    });
  });
});
