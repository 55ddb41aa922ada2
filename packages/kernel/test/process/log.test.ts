import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it } from "@jest/globals";
import { endAll, listen, type LogLine, PluginProcess } from "./support/plugin-process.js";

afterEach(endAll);

const onLinux = process.platform === "linux" ? it : it.skip;
const TOKEN = "d41d8cd9-8f00-b204-token";

/** On a busy machine, this process may not read for more than the second that an ending integration waits. */
const PATIENT = { GALAXY_KIT_TIME_SCALE: "10" };

describe("The log of a process", () => {
  it("has one JSON object per line, whatever is logged, thrown or warned about", async () => {
    const [plugin, galaxy] = await PluginProcess.start("puppet", { env: { GALAXY_KIT_LOG_LEVEL: "debug" } });
    await galaxy.request("log", { text: "two\nlines \u2028 and 😀 \u001b[31m" });
    for (const how of [
      "timer",
      "rejection",
      "rejection without an error",
      "text",
      "nothing",
      "an object without a prototype",
      "warning",
    ]) {
      await galaxy.request("fail", { how, text: "not\nan error" });
    }
    await galaxy.write("{no json}\n[]\n\u0000\u0001\n");
    await galaxy.request("no_such_call");
    await galaxy.request("shutdown");
    await plugin.exit;
    expect(plugin.logText.endsWith("\n")).toBe(true);
    const lines = plugin.log;
    expect(lines.length).toBeGreaterThan(15);
    for (const { time, level, logger, message } of lines) {
      expect(new Date(time).toISOString()).toBe(time);
      expect(["error", "warn", "info", "debug"]).toContain(level);
      expect(logger).not.toBe("");
      expect(message).not.toBe("forged");
    }
    const find = (start: string) => lines.find(({ message }) => message.startsWith(start));
    expect(find("info line")).toMatchObject({
      text: "two\nlines \u2028 and 😀 \u001b[31m",
      big: "10",
      at: "1970-01-01T00:00:00.000Z",
      bytes: "[3 bytes]",
    });
    expect(find("error line")).toMatchObject({
      level: "error",
      error: { name: "TypeError", message: "wrong", cause: { message: "why" } },
    });
    expect(lines.filter(({ message }) => /^(Uncaught error|Unhandled promise rejection)$/.test(message))).toHaveLength(
      3,
    );
    expect(find("Node warning")).toMatchObject({ level: "warn" });
    const printed = lines.filter(({ logger }) => logger === "console").map(({ level, message }) => [level, message]);
    expect(printed).toEqual([
      ["error", "printed error"],
      ["warn", "printed warning"],
      ["info", "printed two\nlines \u2028 and 😀 \u001b[31m { token: '***' }"],
      ["debug", "printed for debugging"],
    ]);
  });

  it.each([
    ["1", { id: "0", method: "log" }],
    ["", undefined],
  ])(
    "adds the call that caused a line if enabled (GALAXY_KIT_LOG_CAUSE=%j)",
    async (GALAXY_KIT_LOG_CAUSE, handling) => {
      const [plugin, galaxy] = await PluginProcess.start("puppet", { env: { GALAXY_KIT_LOG_CAUSE } });
      await galaxy.request("log", { text: "" });
      const line = await plugin.logged("of the handler", ({ message }) => message.startsWith("error line"));
      const printed = await plugin.logged("of the console", ({ message }) => message === "printed error");
      expect([line["handling"], printed["handling"]]).toEqual([handling, handling]);
    },
  );

  it("gets another level while the integration runs, and ends all the same", async () => {
    const [plugin, galaxy] = await PluginProcess.start("puppet", { withChannel: true });
    const debugLines = (): number => plugin.log.filter(({ message }) => message === "printed for debugging").length;
    const logAgain = async (): Promise<void> => {
      // Taken before the next request or after it: a message has a way of its own.
      await sleep(50);
      await galaxy.request("log", { text: "" });
    };
    await logAgain();
    for (const level of ["debug", "nonsense"]) {
      plugin.send({ galaxy_kit_log_level: level });
      await logAgain();
    }
    await galaxy.request("shutdown");
    expect(await plugin.exit).toEqual({ code: 0, signal: null });
    expect(debugLines()).toBe(1);
  });

  it.each(["", "1"])(
    "loses none of 20,000 lines that are logged right before the exit to a slow reader (non-blocking: %j)",
    async (TOUCH_STDERR) => {
      const env = { ...PATIENT, TOUCH_STDERR };
      const [plugin, galaxy] = await PluginProcess.start("talkative", { leaveLog: true, env });
      galaxy.hangUp();
      await plugin.readLogSlowly(2);
      expect(await plugin.exit).toEqual({ code: 0, signal: null });
      const numbers = plugin.log.filter(({ message }) => message === "last line").map(({ number }) => number);
      expect(numbers).toEqual(Array.from({ length: 20_000 }, (_, number) => number));
    },
  );

  it("loses none of them if the reader is not scheduled for a while", async () => {
    const [plugin, galaxy] = await PluginProcess.start("talkative", { leaveLog: true, env: PATIENT });
    galaxy.hangUp();
    await sleep(400);
    await plugin.readLogSlowly(2);
    expect(plugin.log.filter(({ message }) => message === "last line")).toHaveLength(20_000);
  });

  it.each([1000, 60_000])(
    "drops lines, not pings, while nothing reads it, and logs how many as soon as something does: lines of %i characters",
    async (length) => {
      const [plugin, galaxy] = await PluginProcess.start("noisy", {
        leaveLog: true,
        env: { LINE_LENGTH: String(length), GALAXY_KIT_TIME_SCALE: "0.2" },
      });
      const linesSoFar = async (): Promise<number> => (await galaxy.request("lines")).result as number;
      // Far more than the pipe and the buffers around it can hold.
      while ((await linesSoFar()) * length < 1_000_000) await galaxy.ping();
      plugin.readLog();
      const isLoss = ({ message }: LogLine): boolean =>
        message.endsWith(" log lines were dropped because nothing was reading the log");
      await plugin.logged("of the loss", isLoss);
      await galaxy.ping();
      galaxy.hangUp();
      expect(await plugin.exit).toEqual({ code: 0, signal: null });
      const lines = plugin.log;
      const loss = lines.findIndex(isLoss);
      expect(lines[loss]).toMatchObject({ level: "warn", logger: "galaxy-kit" });
      const [before, after] = [lines[loss - 1]?.["number"], lines[loss + 1]?.["number"]] as [number, number];
      expect(after - before - 1).toBe(parseInt(lines[loss]?.message ?? "", 10));
    },
  );

  it("has no gap where winston takes over, which is after the handshake", async () => {
    const [plugin, galaxy] = await PluginProcess.start("noisy", { env: { LINE_LENGTH: "1" } });
    const byWinston = ({ by }: LogLine): boolean => (by as { winston?: boolean } | undefined)?.winston === true;
    await galaxy.request("get_capabilities");
    await galaxy.request("initialize_cache", { data: {} });
    await plugin.logged("by winston", byWinston);
    galaxy.hangUp();
    await plugin.exit;
    const noise = plugin.log.filter(({ message }) => message === "noise");
    expect(noise.map(({ number }) => number)).toEqual([...noise.keys()]);
    const first = noise.findIndex(byWinston);
    expect(first).toBeGreaterThan(0);
    expect(noise.slice(first).every(byWinston)).toBe(true);
  });

  it("is discarded without waiting if its reader is gone", async () => {
    const [plugin, galaxy] = await PluginProcess.start("talkative", { leaveLog: true, env: { LINES: "1000" } });
    plugin.closeLog();
    await galaxy.ping();
    galaxy.hangUp();
    expect(await plugin.exit).toEqual({ code: 0, signal: null });
  });

  onLinux("is discarded if the disk is full", async () => {
    const [plugin, galaxy] = await PluginProcess.start("talkative", { logFile: "/dev/full", env: { LINES: "1000" } });
    await galaxy.ping();
    galaxy.hangUp();
    expect(await plugin.exit).toEqual({ code: 0, signal: null });
  });

  it.each<[variable: string | undefined, levels: string[]]>([
    [undefined, ["error", "warn"]],
    ["debug", ["error", "warn", "info", "debug"]],
    ["info", ["error", "warn", "info"]],
    ["error", ["error"]],
    ["verbose", ["error", "warn"]],
    ["", ["error", "warn"]],
  ])("has the level of the decorator, warn, unless GALAXY_KIT_LOG_LEVEL is one: %j", async (variable, levels) => {
    const env: Record<string, string> = variable === undefined ? {} : { GALAXY_KIT_LOG_LEVEL: variable };
    const [plugin, galaxy] = await PluginProcess.start("terse", { env });
    galaxy.hangUp();
    await plugin.exit;
    const own = plugin.log.filter(({ logger }) => logger === "TersePlugin");
    expect(own.map(({ level, message }) => [level, message])).toEqual(
      levels.map((level) => [level, `a ${level} line`]),
    );
    expect(plugin.log.some(({ level }) => level === "info")).toBe(levels.includes("info"));
  });

  it("has the level info by default", async () => {
    const [plugin, galaxy] = await PluginProcess.start("puppet");
    await galaxy.request("log", { text: "x" });
    galaxy.hangUp();
    await plugin.exit;
    const levels = new Set(plugin.log.map(({ level }) => level));
    expect([...levels].sort()).toEqual(["error", "info", "warn"]);
  });
});

describe("Secrets are masked in the log of a process", () => {
  it("the token of the command line, in texts, fields and the traces of crashes", async () => {
    const [plugin, galaxy] = await PluginProcess.start("puppet", {
      token: TOKEN,
      env: { GALAXY_KIT_LOG_LEVEL: "debug" },
    });
    expect(await galaxy.request("get_capabilities")).toMatchObject({ result: { token: TOKEN } });
    await galaxy.request("log", { text: `the token is ${TOKEN}.` });
    for (const how of ["timer", "rejection", "warning", "text"])
      await galaxy.request("fail", { how, text: `text ${TOKEN}` });
    await galaxy.write(`{"jsonrpc":"2.0","token":"${TOKEN}","password":"never seen before"\n["never seen before"]\n`);
    await galaxy.request("shutdown");
    await plugin.exit;
    const crash = plugin.log.find(({ error }) => JSON.stringify(error ?? "").includes("crash"));
    expect(crash).toMatchObject({
      error: {
        message: "crash ***",
        stack: expect.stringContaining("puppet.js") as unknown,
        cause: { token: "***", nested: ["<***>"] },
      },
    });
    expect(plugin.logText).toContain("the token is ***.");
    expect(plugin.logText.includes(TOKEN)).toBe(false);
    // Unreadable lines are not quoted: which parts are secret is unknown.
    expect(plugin.logText).not.toContain("never seen before");
  });

  it("stored credentials and the results of a login window, in every form in which they are logged", async () => {
    const [plugin, galaxy] = await PluginProcess.start("puppet", { env: { GALAXY_KIT_LOG_LEVEL: "debug" } });
    const cached = "cached-p4ssw0rd";
    const stored = 'pa"ss\\wörd 漢';
    const cookie = "s%3Aabc.def";
    const address = "https://shop.example/done?code=4%2F0AX4XfWh#id_token=eyJhbGciOi";
    await galaxy.request("initialize_cache", { data: { credentials: { refresh: cached } } });
    await galaxy.request("init_authentication", { stored_credentials: { deep: [{ refresh: stored }] } });
    await galaxy.request("pass_login_credentials", {
      step: "",
      credentials: { end_uri: address },
      cookies: [{ name: "session", value: cookie }],
    });
    const texts = [cached, stored, cookie, address, "4%2F0AX4XfWh", "4/0AX4XfWh", "eyJhbGciOi"];
    for (const text of [...texts, ...[stored, address].map(encodeURIComponent)]) {
      await galaxy.request("log", { text: `value ${text} ${JSON.stringify({ text })}` });
    }
    await galaxy.request("shutdown");
    await plugin.exit;
    const traces = [cached, 'pa"ss', 'pa\\"ss', "wörd", "w%C3%B6rd", "0AX4XfWh", "abc.def", "eyJhbGciOi"];
    expect(traces.filter((trace) => plugin.logText.includes(trace))).toEqual([]);
    expect(plugin.logText).toContain("value ***");
  });

  it("whatever prints it: any method of the console, and anything else that writes to the standard streams", async () => {
    const [plugin, galaxy] = await PluginProcess.start("puppet", { token: TOKEN });
    await galaxy.request("print");
    await plugin.logged("of the worker", ({ message }) => message.startsWith("of a worker"));
    await galaxy.request("shutdown");
    await plugin.exit;
    expect(plugin.logText.includes(TOKEN)).toBe(false);
    const printed = (name: string) => plugin.log.filter(({ logger }) => logger === name);
    expect(printed("stdout").map(({ message }) => message)).toEqual([
      "{ token: '***' }",
      "***",
      `'${"x".repeat(9990)}***'`,
      "of another console ***",
      "*** in pieces",
      "of a worker: ***",
      "without an end: ***",
    ]);
    expect(printed("stderr").map(({ level, message }) => [level, message])).toEqual([
      ["error", "two lines\nwith ***"],
      ["error", "corked *** too"],
    ]);
    expect(printed("console").map(({ level }) => level)).toEqual(["info", "error", "info", "warn"]);
  });

  it("the token, even if the process cannot start", async () => {
    const listener = await listen();
    const port = String(listener.port);
    listener.close();
    const starts = [
      PluginProcess.launch("puppet", [TOKEN, port]),
      PluginProcess.launch("puppet", [TOKEN]),
      PluginProcess.launch("puppet", [TOKEN, "0"]),
      PluginProcess.launch("puppet", [TOKEN, "port"]),
      PluginProcess.launch("broken", [TOKEN, "80"]),
    ];
    for (const plugin of await Promise.all(starts)) {
      await plugin.exit;
      expect(plugin.log).toHaveLength(1);
      expect(plugin.logText.includes(TOKEN)).toBe(false);
    }
  });
});
