import { on, once } from "node:events";
import { get } from "node:http";
import { createServer, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "@jest/globals";
import { WebSocket } from "ws";
import { HoldableClock } from "../src/holdable-clock.js";
import type { SimulatedClient } from "../src/index.js";
import { kindsOf, scriptCommand, start } from "./support/integrations.js";
import { ManualClock } from "./support/manual-clock.js";

/** Stops at a breakpoint when it is asked to, and cannot answer a ping meanwhile. */
const stopping = ({ process }: any) => ({
  answers: {
    stop: function stop() {
      // eslint-disable-next-line no-debugger
      debugger;
      return null;
    },
    stopElsewhere: () =>
      (0, eval)("(function stop() { debugger; return null; })\n//# sourceURL=file://files.example/share/a.js")(),
    say: () => {
      for (const address of ["shop.example:1/x", "[bad"]) console.error(`Debugger listening on ws://${address}`);
      return null;
    },
    exit: () => process.exit(7),
  },
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}

/** Attaches like a debugger that looks for something to attach to. */
async function attach(port: number) {
  const [target] = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as any;
  const socket = new WebSocket(target.webSocketDebuggerUrl);
  await once(socket, "open");
  let id = 0;
  const send = async (method: string): Promise<void> => {
    const own = ++id;
    socket.send(JSON.stringify({ id: own, method }));
    for await (const [data] of on(socket, "message")) if (JSON.parse(String(data)).id === own) return;
  };
  return { address: target.webSocketDebuggerUrl as string, socket, send };
}

/** Attaches like a debugger that hangs: it answers nothing. */
async function attachSilently(port: number): Promise<Socket> {
  const request = get(`http://127.0.0.1:${port}/an-id`, {
    headers: {
      connection: "Upgrade",
      upgrade: "websocket",
      "sec-websocket-version": "13",
      "sec-websocket-key": Buffer.alloc(16).toString("base64"),
    },
  });
  const [, socket] = (await once(request, "upgrade")) as [unknown, Socket];
  return socket.on("error", () => undefined).resume();
}

const inspected = async (client: SimulatedClient) => await client.waitFor((each) => each.debugger);
const paused = async (client: SimulatedClient) => await client.waitFor((each) => each.debugger?.pausedAt);

describe("an integration with an inspector", () => {
  it("may stop for any time, continues, and is restarted at once from a breakpoint, on the same port", async () => {
    const port = await freePort();
    const client = await start({
      integration: { ...scriptCommand(stopping), inspect: { port, id: "an-id" } },
      timings: { pingEvery: 40, pingLimit: 600 },
    });
    await client.importsDone(10_000);
    expect(await inspected(client)).toEqual({
      address: `127.0.0.1:${port}`,
      webSocket: `ws://127.0.0.1:${port}/an-id`,
    });
    // Nobody could let it continue.
    await client.callByName("stop");

    const first = await attach(port);
    expect(first.address).toBe(client.debugger!.webSocket);
    await first.send("Debugger.enable");
    const stopped = client.callByName("stop");
    expect(await paused(client)).toMatch(/^stop \(.*:\d+:\d+\)$/);
    await sleep(900);
    expect(client.status.state).not.toBe("not responding");
    await first.send("Debugger.resume");
    await stopped;
    await client.waitFor((each) => each.debugger && !("pausedAt" in each.debugger));

    const { pid } = client;
    client.callByName("stop").catch(() => undefined);
    await paused(client);
    const begun = performance.now();
    await client.restart();
    // Otherwise it would have been killed after 1.5 s.
    expect(performance.now() - begun).toBeLessThan(1_400);
    await client.importsDone(10_000);
    expect(client.pid).not.toBe(pid);

    // A debugger does not keep it from ending, with its own exit code.
    const second = await attach(port);
    await second.send("Runtime.enable");
    const silent = await attachSilently(port);
    client.callByName("exit").catch(() => undefined);
    await client.waitFor(({ status }) => status.state === "crashed");
    expect(client.status.reason).toContain("exit code 7");
    expect(kindsOf(client)).toEqual(["crash"]);
    expect(client.log.filter(({ text }) => /debugger/i.test(text))).toEqual([]);
    expect(client.debugger).toBeUndefined();
    // Nor does one that no longer answers, such as that of a browser that is suspended, keep this process from ending.
    await once(silent, "close");
  });

  it("waits for a debugger at its first line, and is hidden from websites", async () => {
    const port = await freePort();
    const client = await start({
      integration: { ...scriptCommand(stopping), inspect: { port, id: "an-id", breakAtStart: true } },
      timings: { connectLimit: 1_000 },
    });
    await inspected(client);
    await sleep(1_300);
    for (const options of [{ headers: { host: "shop.example" } }, {}]) {
      const socket = new WebSocket(`ws://127.0.0.1:${port}/${options.headers ? "an-id" : "guess"}`, options);
      const [error] = (await once(socket, "error")) as [Error];
      expect(error.message).toMatch(/hang up|reset/);
    }
    const { send } = await attach(port);
    await send("Debugger.enable");
    await send("Runtime.runIfWaitingForDebugger");
    expect(await paused(client)).toContain("raw.mjs:1:");
    await send("Debugger.resume");
    await client.importsDone(10_000);
    // A script can name itself after a file that cannot exist here.
    const named = client.callByName("stopElsewhere");
    expect(await paused(client)).toMatch(/^stop \(file:\/\/files\.example\/share\/a\.js:/);
    await send("Debugger.resume");
    await named;
    // Nor does a line of the log lead debuggers elsewhere.
    const { webSocket } = client.debugger!;
    await client.callByName("say");
    await client.waitFor(({ log }) => log.some(({ text }) => text.includes("shop.example")));
    await client.waitFor((each) => each.debugger && !("pausedAt" in each.debugger));
    expect(client.debugger).toEqual({ address: `127.0.0.1:${port}`, webSocket });
    await attach(port);
    expect(kindsOf(client)).toEqual([]);
  });
});

describe("a clock that is held", () => {
  it("does not count the time until it is released", async () => {
    const manual = new ManualClock();
    const clock = new HoldableClock(manual);
    const called: string[] = [];
    clock.setTimeout(() => called.push("early"), 100);
    const canceled = clock.setTimeout(() => called.push("canceled"), 100);
    await manual.advance(60);
    clock.hold();
    clock.setTimeout(() => called.push("late"), 50);
    clock.clearTimeout(canceled);
    await manual.advance(1_000_000);
    expect(called).toEqual([]);
    clock.release();
    await manual.advance(39);
    expect(called).toEqual([]);
    await manual.advance(1);
    expect(called).toEqual(["early"]);
    await manual.advance(10);
    expect(called).toEqual(["early", "late"]);
  });
});
