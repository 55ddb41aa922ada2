import { describe, expect, it } from "@jest/globals";
import { type LogEntry, type SimulatedClient, systemClock } from "../src/index.js";
import { scriptCommand, start, startScript } from "./support/integrations.js";

/** Resolves to the entry with this message as soon as it arrives. */
async function logged(client: SimulatedClient, message: string): Promise<LogEntry> {
  return await client.waitFor(() => client.log.find((entry) => entry.message === message));
}

function numbersOf(client: SimulatedClient, method: string): number[] {
  return client.journal
    .filter((entry) => entry.method === method && entry.direction === "sent")
    .map(({ number }) => number);
}

/** Writes lines like the kernel, for the calls that the test names. */
const talking = ({ process, silence }: any) => {
  const say = (message: string, handling?: object) =>
    process.stderr.write(`${JSON.stringify({ level: "info", logger: "Shop", message, handling })}\n`);
  const slow: { id?: string } = {};
  return {
    answers: {
      slow: (_: object, self: any, id: string) => {
        slow.id = id;
        return silence;
      },
      finish: (_: object, self: any) => {
        say("slow is done", { id: slow.id, method: "slow" });
        say("strange", { id: slow.id, method: "quick" });
        say("odd", { id: ["0"], method: "slow" });
        self.answer(slow.id, null);
        return null;
      },
    },
    heard: {
      command: ({ name }: { name: string }) => say(`did ${name}`, { method: "command" }),
    },
    onReady: () =>
      process.on("SIGUSR2", () => {
        say("by itself");
        say("by a timer", { job: "Shop.sweep (@Every())" });
        say("by nothing", {});
      }),
  };
};

/** Walking or serializing it would overflow the stack. */
const veryDeep = `{"level":"error","message":"m","more":${"[".repeat(20_000)}${"]".repeat(20_000)}}`;

const onPosix = process.platform === "win32" ? it.skip : it;

describe("a line of the log", () => {
  it("has the number of the request that it names, whatever came after that", async () => {
    const client = await startScript(talking);
    await client.importsDone(10_000);
    for (const round of [0, 1]) {
      const slow = client.callByName("slow");
      await client.callByName("finish");
      await slow;
      const entry = await client.waitFor(() => client.log.filter(({ message }) => message === "slow is done")[round]);
      expect(entry.cause).toEqual({ number: numbersOf(client, "slow")[round], certain: true });
      expect(entry.fields).toMatchObject({ handling: { method: "slow" } });
      expect(client.entry((entry.cause as { number: number }).number)).toMatchObject({
        type: "request",
        method: "slow",
      });
      // Ids start again.
      if (round === 0) await client.restart();
      await client.importsDone(10_000);
    }
  });

  it("has the number of the latest command that it may have been written for", async () => {
    const client = await startScript(talking);
    await client.importsDone(10_000);
    client.notifyByName("command", { name: "one" });
    client.notifyByName("command", { name: "two" });
    await client.callByName("ping");
    const { cause } = await logged(client, "did two");
    expect(cause).toEqual({ number: numbersOf(client, "command")[1], certain: true });
  });

  it.each(["strange", "odd"])("has no certain cause if it names a call that was not made: %s", async (message) => {
    const client = await startScript(talking);
    await client.importsDone(10_000);
    client.callByName("slow").catch(() => undefined);
    await client.callByName("finish");
    expect((await logged(client, message)).cause).not.toMatchObject({ certain: true });
  });

  onPosix("may have been caused by a message sent shortly before, but not by an older one", async () => {
    let ahead = 0;
    const clock = { ...systemClock, now: () => Date.now() + ahead };
    const client = await startScript(talking, { clock });
    await client.importsDone(10_000);
    await client.callByName("ping");
    const latest = client.journal.filter(({ direction }) => direction === "sent").at(-1)!;

    process.kill(client.pid!, "SIGUSR2");
    expect((await logged(client, "by itself")).cause).toEqual({ number: latest.number, certain: false });
    // It says that no message has caused the line.
    expect((await logged(client, "by a timer")).cause).toEqual({ job: "Shop.sweep (@Every())" });
    expect(await logged(client, "by nothing")).not.toHaveProperty("cause");
    ahead = 1_001;
    process.kill(client.pid!, "SIGUSR2");
    const later = await client.waitFor(() => client.log.filter(({ message }) => message === "by itself")[1]);
    expect(later).not.toHaveProperty("cause");
  });

  it.each<[line: string, read: object]>([
    ['{"level":"WARNING","name":"x","message":"m"}', { level: "warn", message: "m" }],
    ['{"level":"critical","logger":"shop","message":"m"}', { level: "error", logger: "shop", message: "m" }],
    ['{"level":"trace","message":"m"}', { level: "debug", message: "m" }],
    [
      '{"level":"error","message":"m","error":{"message":"e","stack":"Error: e\\n    at x"}}',
      { level: "error", message: "m\nError: e\n    at x", trace: "Error: e\n    at x" },
    ],
    [
      '{"level":"error","message":"m","error":{"stack":"Error: e","cause":{"stack":"Error: c"},"errors":[{"stack":"Error: a"},7]}}',
      {
        level: "error",
        message: "m\nError: e\nCaused by: Error: c\nCaused by: Error: a",
        trace: "Error: e\nCaused by: Error: c\nCaused by: Error: a",
      },
    ],
    [
      '{"level":"error","message":"m","exception":"KeyError"}',
      { level: "error", message: "m\nKeyError", trace: "KeyError" },
    ],
    ['{"level":7,"message":7}', { message: '{"level":7,"message":7}' }],
    ['{"level":"constructor","message":"m"}', { message: "m" }],
    [veryDeep, { message: veryDeep }],
    ["Traceback (most recent call last):", { message: "Traceback (most recent call last):" }],
  ])("is read from any logger: %s", async (line, expected) => {
    const command = scriptCommand(({ process }) => {
      process.stderr.write(`${process.env.LINE}\n`);
      return {};
    });
    const client = await start({ integration: { ...command, env: { LINE: line } } });
    const entry = await client.waitFor(() => client.log.find(({ text }) => text === line));
    const { text: _, time: __, stream: ___, fields: ____, cause: _____, ...read } = entry;
    expect(read).toEqual(expected);
  });

  it("may be one for debugging, if a developer wants those", async () => {
    const command = scriptCommand(({ process }) => {
      const say = (level: unknown) =>
        process.stderr.write(`${JSON.stringify({ level: "debug", message: `level ${String(level)}` })}\n`);
      process.on("message", (message: any) => say(message.galaxy_kit_log_level));
      say(process.env.GALAXY_KIT_LOG_LEVEL);
      return {};
    });
    const client = await start({ integration: { ...command, takesMessages: true, env: { GALAXY_KIT_LOG_LEVEL: "" } } });
    await logged(client, "level ");
    expect(client.debugLines).toBe(false);
    client.setDebugLines(true);
    await logged(client, "level debug");
    await client.restart();
    await client.waitFor(() => client.log.filter(({ message }) => message === "level debug").length === 2);
    expect(client.debugLines).toBe(true);
    client.setDebugLines(false);
    await logged(client, "level null");

    const python = await start({ integration: command });
    expect(python.debugLines).toBeUndefined();
    expect(() => python.setDebugLines(true)).toThrow("the log level of this integration cannot be changed");
  });

  it("is dropped if too many characters follow it", async () => {
    const client = await startScript(({ process }: any) => {
      for (let count = 0; count < 40; count++) process.stderr.write(`${"x".repeat(1_000_000)}\n`);
      process.stderr.write("last\n");
      return {};
    });
    await logged(client, "last");
    const kept = client.log.filter(({ text }) => text.startsWith("x"));
    expect(kept.length).toBeGreaterThanOrEqual(16);
    expect(kept.length).toBeLessThanOrEqual(33);
  });
});
