import { readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openFolder, quickTimings, startSimulatedClient } from "@galaxy-kit/simulator";
import { isRunning } from "@galaxy-kit/test-support";
import { describeEachPython, newFolder } from "@galaxy-kit/test-support/jest";
import { expect, it } from "@jest/globals";
import { killAfterTest, Launched } from "./support/launched.js";
import { packedFolder } from "./support/packed-folder.js";
import { clientWithLog } from "./support/python-client.js";

describeEachPython("A packed integration", (python) => {
  it("is started by the client, and writes to the client's log", async () => {
    const folder = packedFolder();
    const { source } = await openFolder(folder, { python, logs: newFolder() });
    const client = await startSimulatedClient({ integration: source, timings: quickTimings });
    try {
      await client.importsDone();
      expect(client.problems).toEqual([]);
      expect(client.library).toMatchObject({ user: { userName: "Jö" }, games: { 1: { gameTitle: "Größe" } } });
    } finally {
      expect(await client.close()).toEqual({ code: 0, signal: null, killed: false });
    }
    expect(readFileSync(source.logPath!, "utf8")).toMatch(
      / - puppet - INFO - started \{"features": \["ImportOwnedGames"\]\}\n/,
    );
  });

  it("receives all arguments, and does not depend on the working directory", async () => {
    const folder = packedFolder();
    const launched = await Launched.start(python, folder, { extraArgs: ["/logs/plugin itch.log", "é"] });
    const { argv, cwd } = await launched.describe();
    expect(argv).toEqual([
      process.execPath,
      join(folder, "main.cjs"),
      "the-token",
      expect.stringMatching(/^\d+$/),
      "/logs/plugin itch.log",
      "é",
    ]);
    expect(cwd).toBe(tmpdir());
  });

  it("runs without standard streams", async () => {
    const launched = await Launched.start(python, packedFolder(), { withoutStreams: true });
    await launched.request("write", { base64: Buffer.from("nothing reads this\n").toString("base64") });
    launched.hangUp();
    expect(await launched.exit).toEqual({ code: 0, signal: null });
  });

  it("logs with its levels and logger names; other output is forwarded unchanged", async () => {
    const launched = await Launched.start(python, packedFolder());
    const cause = { message: "no milk", stack: "Error: no milk\n    at milk (cow.ts:3:4)" };
    const error = { name: "Error", message: "no cheese", stack: "Error: no cheese\n    at buy (shop.ts:1:2)", cause };
    const entries = [
      { level: "debug", logger: "Shop", message: "100 % é 🎮" },
      { level: "warn", logger: "Shop", message: "late", gameId: "ü", time: "2026-01-01T00:00:00.000Z" },
      { level: "error", logger: "Shop", message: "Shop.buy threw", error },
      { level: "loud", logger: "Shop", message: "not one of our levels" },
      [1],
    ];
    const text = `${entries.map((entry) => JSON.stringify(entry)).join("\n")}\n\nplain text {\r\n`;
    const bytes = Buffer.concat([Buffer.from(text), Buffer.from([0x66, 0xff, 0x0a])]);
    await launched.request("write", { base64: bytes.toString("base64") });
    await launched.request("print", { text: "printed\n" });
    launched.hangUp();
    expect(await launched.exit).toEqual({ code: 0, signal: null });
    expect(launched.lines.slice(1)).toEqual([
      "Shop - DEBUG - 100 % é 🎮",
      'Shop - WARNING - late {"gameId": "ü"}',
      'Shop - ERROR - Shop.buy threw {"error": {"name": "Error", "message": "no cheese", "cause": {"message": "no milk"}}}',
      "Error: no cheese",
      "    at buy (shop.ts:1:2)",
      "Caused by: Error: no milk",
      "    at milk (cow.ts:3:4)",
      'galaxy-kit - ERROR - {"level":"loud","logger":"Shop","message":"not one of our levels"}',
      "galaxy-kit - ERROR - [1]",
      "galaxy-kit - ERROR - plain text {",
      "galaxy-kit - ERROR - f\\xff",
      "galaxy-kit - ERROR - printed",
    ]);
  });

  it("forwards malformed log lines without losing any", async () => {
    const launched = await Launched.start(python, packedFolder());
    const deep = "[".repeat(100_000);
    const lines = [
      deep,
      JSON.stringify({ level: "error", logger: "Shop", message: "odd", error: { stack: 5 } }),
      JSON.stringify({ level: "info", logger: "Shop", message: "half a letter \ud83c" }),
    ];
    await launched.request("write", { base64: Buffer.from(`${lines.join("\n")}\n`).toString("base64") });
    launched.hangUp();
    expect(await launched.exit).toEqual({ code: 0, signal: null });
    expect(launched.lines.slice(1)).toEqual([
      `galaxy-kit - ERROR - ${deep}`,
      'Shop - ERROR - odd {"error": {"stack": 5}}',
      "Shop - INFO - half a letter \\ud83c",
    ]);
  });

  it("loses no line in a log whose encoding lacks some characters", async () => {
    const log = join(newFolder(), "plugin.log");
    const launched = await Launched.start(python, clientWithLog(packedFolder(), log, "cp1252"));
    const line = JSON.stringify({
      level: "error",
      logger: "Shop",
      message: "Größe 東方",
      error: { stack: "Error: 東方\n    at buy" },
    });
    await launched.request("write", { base64: Buffer.from(`${line}\n`).toString("base64") });
    launched.hangUp();
    expect(await launched.exit).toEqual({ code: 0, signal: null });
    expect(readFileSync(log, "latin1").split("\n").slice(1)).toEqual([
      'Shop - Größe \\u6771\\u65b9 {"error": {}}',
      "Error: \\u6771\\u65b9",
      "    at buy",
      "",
    ]);
  });

  const onLinux = process.platform === "linux" ? it : it.skip;

  onLinux("continues, and ends normally, when the disk with the client's log is full", async () => {
    const launched = await Launched.start(python, clientWithLog(packedFolder(), "/dev/full"));
    const line = JSON.stringify({ level: "error", logger: "Shop", message: "x".repeat(1000) });
    await launched.request("write", { base64: Buffer.from(`${line}\n`.repeat(100)).toString("base64") });
    await launched.describe();
    launched.hangUp();
    expect(await launched.exit).toEqual({ code: 0, signal: null });
  });

  it("continues, and ends normally, when the client's log fails for every line", async () => {
    const folder = newFolder();
    writeFileSync(
      join(folder, "plugin.py"),
      `import logging, sys
class Broken(logging.Handler):
    def handle(self, record):
        raise RuntimeError("no log for " + record.getMessage())
logging.basicConfig(level=logging.DEBUG, handlers=[Broken()])
sys.path.insert(0, ${JSON.stringify(packedFolder())})
import plugin
plugin.main()
`,
    );
    const launched = await Launched.start(python, folder);
    await launched.request("print", { text: "the second line\n" });
    await launched.request("exit", { code: 7 });
    expect(await launched.exit).toEqual({ code: 7, signal: null });
    expect(launched.lines.filter((line) => line.startsWith("RuntimeError"))).toEqual([
      'RuntimeError: no log for started {"features": ["ImportOwnedGames"]}',
      "RuntimeError: no log for the second line",
      "RuntimeError: no log for the integration ended with exit code 7",
    ]);
  });

  it("loses no line when it crashes right after logging 20,000 lines", async () => {
    const launched = await Launched.start(python, packedFolder());
    await launched.request("flood", { count: 20_000 });
    expect(await launched.exit).toEqual({ code: 137, signal: null });
    expect(launched.lines.slice(1)).toEqual([
      ...Array.from({ length: 20_000 }, (_, number) => `flood - INFO - line ${number}`),
      "galaxy-kit - ERROR - without an end",
      "galaxy-kit - ERROR - the integration ended with exit code 137",
    ]);
  });

  it.each([
    ["exit", { code: 7 }, 7],
    ["abort", {}, 134],
    ["throw", {}, 1],
  ])("exits with the exit code of Node: %s %j", async (how, params, code) => {
    const launched = await Launched.start(python, packedFolder());
    await launched.request(how, params);
    expect(await launched.exit).toEqual({ code, signal: null });
    expect(launched.lines.at(-1)).toBe(`galaxy-kit - ERROR - the integration ended with exit code ${code}`);
    if (how === "throw") expect(launched.lines).toContain("galaxy-kit - ERROR - Error: out of cheese");
  });

  it("reports its exit code to a client that ignores SIGCHLD", async () => {
    const folder = newFolder();
    const script = join(packedFolder(), "plugin.py");
    const ignoring = `import os, signal, sys\nsignal.signal(signal.SIGCHLD, signal.SIG_IGN)\nos.execv(sys.executable, [sys.executable, ${JSON.stringify(script)}] + sys.argv[1:])\n`;
    writeFileSync(join(folder, "plugin.py"), ignoring);
    const launched = await Launched.start(python, folder);
    await launched.request("exit", { code: 7 });
    expect(await launched.exit).toEqual({ code: 7, signal: null });
  });

  it.each(["ignore", "inherit"])("leaves launched games running (stdio: %s)", async (stdio) => {
    const launched = await Launched.start(python, packedFolder());
    const game = killAfterTest((await launched.request("launch", { stdio })) as number);
    launched.hangUp();
    expect(await launched.exit).toEqual({ code: 0, signal: null });
    expect(isRunning(game)).toBe(true);
  });

  it("runs in the packaged Node, unaffected by the user's environment", async () => {
    const env = {
      NODE_OPTIONS: "--no-such-option",
      NODE_PATH: "/nowhere",
      UV_THREADPOOL_SIZE: "1",
      OPENSSL_CONF: "/nowhere",
    };
    const kept = { NODE_USE_ENV_PROXY: "1", GAME_FOLDER: "/games" };
    const launched = await Launched.start(python, packedFolder(), { env: { ...env, ...kept } });
    const description = await launched.describe();
    expect(Object.keys(description.env).filter((name) => name in env)).toEqual([]);
    expect(description.env).toMatchObject(kept);
  });

  it("lets the packaged Node itself use a proxy, if there is one", async () => {
    const proxied = await Launched.start(python, packedFolder(), { env: { https_proxy: "http://127.0.0.1:9" } });
    expect((await proxied.describe()).env).toMatchObject({ NODE_USE_ENV_PROXY: "1" });
  });
});
