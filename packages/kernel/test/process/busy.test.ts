import { isDeepStrictEqual } from "node:util";
import { afterEach, describe, expect, it } from "@jest/globals";
import type { Conversation } from "./support/conversation.js";
import { endAll, PluginProcess } from "./support/plugin-process.js";

afterEach(endAll);

/** The watchdog's first report comes after 400 ms instead of 2 s. */
const TIME_SCALE = "0.2";

/** Longer than the watchdog waits before its first report, which interrupts the main thread. */
const BLOCKED_MS = 1200;

async function started(
  env: Readonly<Record<string, string>> = {},
  token?: string,
): Promise<[PluginProcess, Conversation]> {
  const [plugin, galaxy] = await PluginProcess.start("busy", {
    env: { GALAXY_KIT_TIME_SCALE: TIME_SCALE, ...env },
    ...(token !== undefined && { token }),
  });
  await galaxy.request("get_capabilities");
  await galaxy.request("initialize_cache", { data: {} });
  // After the notifications that are held back right after the handshake.
  galaxy.notify("say");
  await galaxy.untilNotified("said");
  return [plugin, galaxy];
}

const idsOf = (galaxy: Conversation): unknown[] => galaxy.messages.map(({ id, method }) => method ?? id);

describe("While the main thread is blocked", () => {
  it.each([
    ["a loop", "loop"],
    ["a synchronous child process", "child process"],
  ])("by %s, pings get responses and everything else waits, in order", async (_, method) => {
    const [, galaxy] = await started();
    galaxy.send({ id: "busy", method, params: { milliseconds: BLOCKED_MS } });
    // Sent before the main thread is blocked.
    await galaxy.untilNotified("began");
    for (let number = 1; number <= 3; number++) {
      galaxy.send({ id: `echo ${number}`, method: "echo", params: { value: number } });
      const sent = performance.now();
      await galaxy.ping();
      expect(performance.now() - sent).toBeLessThan(1000);
    }
    expect(idsOf(galaxy)).not.toContain("busy");
    await galaxy.responseTo("echo 3");
    const echoes = galaxy.messages.filter(({ id }) => String(id).startsWith("echo"));
    expect(echoes.map(({ result }) => result)).toEqual([1, 2, 3]);
    expect(await galaxy.responseTo("busy")).toHaveProperty("result", "done");
  });

  it("the log names the method and its line, even if it never ends", async () => {
    const [plugin, galaxy] = await started();
    galaxy.notify("loop", { milliseconds: 60_000 });
    const report = await plugin.logged("of the loop", ({ message }) => message.includes("blocking the integration"));
    expect(report).toMatchObject({ level: "warn", logger: "galaxy-kit" });
    expect(report.message).toMatch(
      /^Busy\.spin \(.*busy\.js:\d+:\d+\) has been blocking the integration for \d seconds: pings are answered/,
    );
    expect(report["stack"]).toEqual(expect.arrayContaining([expect.stringMatching(/^Busy\.loop \(/)]));
    await galaxy.ping();
  });

  it("the log names the caller of a call that does not return, once it has returned", async () => {
    const [plugin, galaxy] = await started();
    galaxy.notify("child process", { milliseconds: BLOCKED_MS });
    await plugin.logged("of the call", ({ message }) => message.startsWith("A call that does not return"));
    const report = await plugin.logged("of the caller", ({ message }) => message.startsWith("The blocking call"));
    expect(report.message).toMatch(/was made by Busy\.child \(.*busy\.js:\d+:\d+\)$/);
    await plugin.logged("of the end", ({ message }) => message.startsWith("The integration is responsive again"));
    await galaxy.ping();
  });
});

describe.each(["handover", "worker"])("The connection in a worker (GALAXY_KIT_TRANSPORT=%s)", (transport) => {
  it("responds to pings after earlier messages", async () => {
    const [, galaxy] = await started({ GALAXY_KIT_TRANSPORT: transport });
    const lines = Array.from({ length: 50 }, (_, number) => [
      { jsonrpc: "2.0", id: `ping ${number}`, method: "ping" },
      { jsonrpc: "2.0", id: `refused ${number}`, method: "ping", params: [] },
    ]).flat();
    const sent = lines.map(({ id }) => id);
    let responded: unknown[] = [];
    // A busy machine may block the main thread for so long that pings are answered first, but not every time.
    for (let attempts = 5; attempts > 0 && !isDeepStrictEqual(responded, sent); attempts--) {
      const already = galaxy.messages.length;
      await galaxy.write(lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
      await galaxy.untilMessages(already + lines.length);
      responded = idsOf(galaxy).slice(already);
    }
    expect(responded).toEqual(sent);
  });

  it("stops reading pings if the client does not read the responses", async () => {
    const [plugin, galaxy] = await started({ GALAXY_KIT_TRANSPORT: transport });
    galaxy.socket.pause();
    // Responses as long as the pings fill the buffers after few of them.
    const pings = `${JSON.stringify({ jsonrpc: "2.0", id: "p".repeat(1000), method: "ping" })}\n`.repeat(40);
    let taken = 0;
    const flood = async (): Promise<void> => {
      for (; taken < 1500; taken++) await galaxy.write(pings);
    };
    const flooded = flood().catch(() => undefined);
    // Until nothing more is taken: all buffers of the connection are full then.
    for (let before = NaN; before !== taken;) {
      before = taken;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    expect(taken).toBeLessThan(1500);
    galaxy.hangUp();
    await flooded;
    expect(await plugin.exit).toEqual({ code: 0, signal: null });
  });

  it("sends everything before process.exit() ends the process", async () => {
    const [plugin, galaxy] = await started({ GALAXY_KIT_TRANSPORT: transport });
    galaxy.notify("exit", { texts: 200 });
    await galaxy.untilEnd();
    expect(await plugin.exit).toEqual({ code: 7, signal: null });
    expect(galaxy.messages.filter(({ method }) => method === "text")).toHaveLength(200);
  });

  it("stays on the main thread if no worker can be started", async () => {
    const [plugin, galaxy] = await started({ GALAXY_KIT_TRANSPORT: transport, WITHOUT_WORKERS: "1" });
    expect(await galaxy.request("echo", { value: 1 })).toHaveProperty("result", 1);
    await plugin.logged(
      "of the worker",
      ({ level, message }) => level === "warn" && message.startsWith("No worker could be started"),
    );
    galaxy.hangUp();
    expect(await plugin.exit).toEqual({ code: 0, signal: null });
  });

  it("shuts the integration down cleanly, with exit code 5, if the worker dies", async () => {
    const [plugin, galaxy] = await started({ GALAXY_KIT_TRANSPORT: transport });
    galaxy.notify("lose the worker");
    expect(await plugin.exit).toEqual({ code: 5, signal: null });
    const messages = plugin.log.map(({ message }) => message);
    expect(messages).toContain("The connection was lost because its worker failed");
    expect(messages).toContain("shut down cleanly");
  });
});

it("The garbage of the start is collected in both threads", async () => {
  const [plugin, galaxy] = await PluginProcess.start("busy", {
    nodeOptions: ["--expose-gc", "--trace-gc"],
    env: { GALAXY_KIT_TIME_SCALE: TIME_SCALE },
  });
  await galaxy.request("get_capabilities");
  await galaxy.request("initialize_cache", { data: {} });
  // "testing" is how V8 traces what a program requests.
  const collection = /^\[\d+:(\S+)\].* testing;/gm;
  await plugin.printed("of two collections", (output) => {
    const threads = new Set(Array.from(output.matchAll(collection), ([, thread]) => thread));
    return threads.size === 2 || undefined;
  });
});

it("The log names the class whose constructor never returns", async () => {
  const [plugin] = await PluginProcess.start("busy", { env: { BUSY_FROM_THE_START: "1" } });
  expect(await plugin.logged("of the class", ({ message }) => message === "Creating Busy")).toHaveProperty(
    "level",
    "info",
  );
});

it("The log has the stack of a constructor that never returns, if the worker has the connection from the start", async () => {
  const [plugin] = await PluginProcess.start("busy", {
    env: { GALAXY_KIT_TIME_SCALE: TIME_SCALE, GALAXY_KIT_TRANSPORT: "worker", BUSY_FROM_THE_START: "1" },
  });
  const report = await plugin.logged("of the constructor", ({ message }) =>
    message.includes("blocking the integration"),
  );
  expect(report["stack"]).toEqual(expect.arrayContaining([expect.stringMatching(/^new Busy \(/)]));
});

it("The log names the call that keeps a process from exiting after the connection is closed", async () => {
  const [plugin, galaxy] = await started();
  await galaxy.request("be busy at exit");
  await galaxy.request("shutdown");
  const report = await plugin.logged("of the end", ({ message }) => message.includes("blocking the integration"));
  expect(report.message).toMatch(/^Busy\.spin \(/);
});

const onPosix = process.platform === "win32" ? it.skip : it;

onPosix("A signal is handled once the main thread is free again", async () => {
  const [plugin, galaxy] = await started();
  galaxy.notify("loop", { milliseconds: 300 });
  await galaxy.untilNotified("began");
  plugin.signal("SIGTERM");
  expect(await plugin.exit).toEqual({ code: 143, signal: null });
  expect(plugin.log.map(({ message }) => message)).toContain("shut down cleanly");
});

onPosix("A signal ends an integration at once while its services are being constructed", async () => {
  const [plugin] = await PluginProcess.start("busy", {
    env: { GALAXY_KIT_TRANSPORT: "worker", BUSY_FROM_THE_START: "1" },
  });
  plugin.signal("SIGTERM");
  expect(await plugin.exit).toEqual({ code: null, signal: "SIGTERM" });
});

it("With GALAXY_KIT_TRANSPORT=socket the main thread holds the connection, so pings wait for it", async () => {
  const [, galaxy] = await started({ GALAXY_KIT_TRANSPORT: "socket" });
  galaxy.send({ id: "busy", method: "loop", params: { milliseconds: 300 } });
  await galaxy.untilNotified("began");
  await galaxy.ping();
  expect(idsOf(galaxy)).toContain("busy");
});

it("Pings get responses if an integration is busy right after its first response", async () => {
  const [, galaxy] = await PluginProcess.start("busy");
  await galaxy.request("get_capabilities");
  galaxy.send({ id: "busy", method: "turn", params: { milliseconds: BLOCKED_MS } });
  await galaxy.ping();
  expect(idsOf(galaxy)).not.toContain("busy");
});

it("Secrets are masked in the lines that the worker writes", async () => {
  const [plugin, galaxy] = await started({ GALAXY_KIT_LOG_LEVEL: "error" }, "busy.js");
  galaxy.notify("loop", { milliseconds: BLOCKED_MS });
  const report = await plugin.logged("of the loop", ({ message }) => message.includes("blocking the integration"));
  expect(report.message).toMatch(/\*\*\*:\d+:\d+\) has been blocking/);
  expect(JSON.stringify(report)).not.toContain("busy.js");
});

it("An integration that sends endlessly exits if the client does not read, and logs how much was waiting", async () => {
  const [plugin, galaxy] = await started();
  galaxy.socket.pause();
  galaxy.notify("send without end");
  expect(await plugin.exit).toEqual({ code: 5, signal: null });
  expect(plugin.log.map(({ message }) => message)).toContainEqual(
    expect.stringMatching(/^The client does not read fast enough: 6\d MiB are waiting to be sent/),
  );
});
