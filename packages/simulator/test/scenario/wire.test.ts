import { Duplex } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it } from "@jest/globals";
import { scriptCommand, start, startScript, type Wire } from "../support/integrations.js";
import { ManualClock } from "../support/manual-clock.js";

/** Logs how its connection ends. */
const watchful = ({ process }: Wire) => ({
  onReady: ({ socket }: any) => {
    const tell = (what: object) => process.stderr.write(`${JSON.stringify(what)}\n`);
    socket.removeAllListeners("end").on("end", () => tell({ end: "end of file" }));
    socket.removeAllListeners("error").on("error", ({ code }: any) => tell({ end: code }));
    socket.on("close", () => process.exit(0));
  },
});

/** Responds to a request with many bytes, and reports how many it could not send. */
const talkative = ({ process }: Wire) => ({
  answers: { talk: () => "x".repeat(8 * 1024 * 1024) },
  onReady: (self: any) => {
    self.after = (method: string) => {
      if (method === "talk") process.stderr.write(`${JSON.stringify({ unsent: self.socket.writableLength })}\n`);
    };
  },
});

/** A stream that responds to the client in this process, and reports the size of each chunk that it receives. */
function inProcess(token: string, onPiece: (size: number) => void): Duplex {
  let rest = "";
  return new Duplex({
    read: () => undefined,
    write(chunk: Buffer, _encoding, done) {
      onPiece(chunk.length);
      const lines = (rest + chunk.toString()).split("\n");
      rest = lines.pop()!;
      for (const { id, method } of lines.map((line) => JSON.parse(line))) {
        const result =
          method === "get_capabilities"
            ? { platform_name: "test", features: [], token }
            : { user_id: "1", user_name: "Jo" };
        this.push(`${JSON.stringify({ jsonrpc: "2.0", id, result: /cache|ping/.test(method) ? null : result })}\n`);
      }
      done();
    },
  });
}

async function sizesOf(pieces: readonly number[], action: () => Promise<unknown>): Promise<readonly number[]> {
  const before = pieces.length;
  await action();
  return pieces.slice(before);
}

const fieldsOf = (client: Awaited<ReturnType<typeof start>>, name: string) =>
  client.log.flatMap(({ fields }) => (fields && name in fields ? [fields[name]] : []));

describe("a client that reads slowly", () => {
  it("reads no more per second than its limit, by its own clock", async () => {
    const clock = new ManualClock();
    const client = await startScript(talkative, { clock });
    await client.waitFor(({ status }) => status.state === "starting");
    // The handshake is short; its last delay needs the clock.
    await client.waitFor(({ journal }) =>
      journal.some(({ type, method }) => type === "response" && method === "initialize_cache"),
    );
    await clock.advance(10);
    await client.waitFor(({ status }) => status.state === "connected");

    client.wire.readAtMost(1024 * 1024);
    let isAnswered = false;
    const answer = client.callByName("talk").then((text) => {
      isAnswered = true;
      return text as string;
    });
    await client.waitFor((it) => fieldsOf(it, "unsent").length > 0);
    const advance = async (seconds: number) => {
      for (let step = 0; step < seconds * 20; step++) {
        await clock.advance(50);
        // Reading makes room for more data, which arrives through the operating system.
        await delay(1);
      }
    };
    await advance(7);
    expect(isAnswered).toBe(false);
    client.wire.readAtMost(Infinity);
    expect((await answer).length).toBe(8 * 1024 * 1024);
  });

  it("leaves the rest with the integration, and reads it later", async () => {
    const client = await startScript(talkative);
    await client.importsDone(10_000);
    client.wire.readAtMost(0);
    const answer = client.callByName("talk");
    const [unsent] = await client.waitFor((it) => fieldsOf(it, "unsent").length > 0 && fieldsOf(it, "unsent"));
    expect(unsent).toBeGreaterThan(0);
    client.wire.readAtMost(Infinity);
    expect(((await answer) as string).length).toBe(8 * 1024 * 1024);
    await client.callByName("ping");
    expect(client.problems).toEqual([]);
  });
});

describe("a client that writes in pieces", () => {
  it("sends separate pieces until the limit is removed", async () => {
    const pieces: number[] = [];
    const client = await start({ integration: { stream: (token) => inProcess(token, (size) => pieces.push(size)) } });
    await client.importsDone(10_000);
    expect(pieces.every((size) => size > 10)).toBe(true);

    const whole = await sizesOf(pieces, () => client.callByName("ping"));
    client.wire.writeInPiecesOf(2);
    const cut = await sizesOf(pieces, () => client.callByName("ping"));
    client.wire.writeInPiecesOf(Infinity);
    expect(whole).toHaveLength(1);
    expect(Math.max(...cut)).toBe(2);
    expect(await sizesOf(pieces, () => client.callByName("ping"))).toHaveLength(1);
  });

  it("sends raw bytes unchanged, and records them in the journal", async () => {
    const client = await startScript(() => ({ answers: { secret: () => 42 } }));
    await client.importsDone(10_000);
    client.wire.sendRaw('{"jsonrpc":"2.0","id":"mine","method":"secret"}\n');
    await client.waitFor(({ problems }) =>
      problems.some(({ kind, messageId }) => kind === "unknown-response" && messageId === "mine"),
    );
    expect(client.journal.find(({ direction, type }) => direction === "sent" && type === "unreadable")).toMatchObject({
      size: 48,
    });
  });

  it("refuses to send without a connection, and rejects invalid limits", async () => {
    const client = await startScript(() => ({}));
    await client.close();
    expect(() => client.wire.sendRaw("x")).toThrow("sendRaw: not connected");
    expect(() => client.wire.readAtMost(-1)).toThrow("expected bytes per second, 0 or more, found -1");
    expect(() => client.wire.writeInPiecesOf(0)).toThrow("expected a number of bytes, 1 or more, found 0");
  });
});

describe("a client that dies", () => {
  it.each([
    ["end of file", "end of file"],
    ["reset", "ECONNRESET"],
  ] as const)("is gone for the integration: %s", async (death, seen) => {
    const client = await start({ integration: scriptCommand(watchful) });
    await client.importsDone(10_000);
    expect(await client.die(death)).toEqual({ code: 0, signal: null, killed: false });
    expect(fieldsOf(client, "end")).toEqual([seen]);
    expect(client.status).toMatchObject({ state: "closed" });
    expect(client.problems).toEqual([]);
  });

  it("kills an integration that does not notice", async () => {
    const deaf = () => ({
      onReady: ({ socket }: any) => {
        socket.removeAllListeners("end");
        setInterval(() => undefined, 1000);
      },
    });
    const client = await startScript(deaf, { timings: { killLimit: 200 } });
    await client.importsDone(10_000);
    expect(await client.die()).toMatchObject({ signal: "SIGKILL", killed: true });
  });
});

describe("a client that only performs the handshake", () => {
  it("requests nothing before synchronize()", async () => {
    const client = await startScript(
      () => ({
        features: ["ImportOwnedGames"],
        answers: { import_owned_games: () => ({ owned_games: [] }) },
      }),
      { handshakeOnly: true },
    );
    await client.importsDone(10_000);
    const asked = () =>
      new Set(client.journal.flatMap(({ direction, method }) => (direction === "sent" ? [method] : [])));
    expect([...asked()].filter((method) => method !== "ping")).toEqual(["get_capabilities", "initialize_cache"]);
    expect(client.status.state).toBe("connecting");

    client.synchronize();
    await client.importsDone(10_000);
    expect(asked()).toContain("import_owned_games");
    expect(client.status.state).toBe("connected");
  });
});
