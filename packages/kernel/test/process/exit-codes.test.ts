import { isAbsolute } from "node:path";
import { type Diagnostic, renderDiagnostic } from "@galaxy-kit/protocol";
import { afterEach, describe, expect, it } from "@jest/globals";
import { endAll, listen, PluginProcess } from "./support/plugin-process.js";

afterEach(endAll);

const onPosix = process.platform === "win32" ? it.skip : it;
const messages = (plugin: PluginProcess): string[] => plugin.log.map((line) => line.message);

/** Returns a local port that nothing listens on. */
async function closedPort(): Promise<string> {
  const listener = await listen();
  listener.close();
  return String(listener.port);
}

describe("An integration exits with", () => {
  it("0 after a shutdown request, whose response is the last message", async () => {
    const [plugin, galaxy] = await PluginProcess.start("puppet");
    expect(await galaxy.request("shutdown")).toEqual({ jsonrpc: "2.0", id: "0", result: null });
    await galaxy.untilEnd();
    expect(await plugin.exit).toEqual({ code: 0, signal: null });
    expect(messages(plugin)).toContain("shut down cleanly");
    expect(galaxy.messages).toHaveLength(1);
  });

  it("0 when the client hangs up", async () => {
    const [plugin, galaxy] = await PluginProcess.start("puppet");
    galaxy.hangUp();
    expect(await plugin.exit).toEqual({ code: 0, signal: null });
    expect(messages(plugin)).toContain("shut down cleanly");
  });

  it("0 when the client closes only its side", async () => {
    const [plugin, galaxy] = await PluginProcess.start("puppet");
    galaxy.socket.end();
    expect(await plugin.exit).toEqual({ code: 0, signal: null });
  });

  it.each<[expected: number, what: string, args: string[]]>([
    [1, "no arguments", []],
    [1, "only a token", ["token"]],
    [1, "a task that it does not have", ["--setings"]],
    [2, "a port that is a word", ["token", "http"]],
    [2, "a port that is empty", ["token", ""]],
    [2, "a port that is not an integer", ["token", "80.5"]],
    [2, "a hexadecimal port", ["token", "0x50"]],
    [3, "the port 0", ["token", "0"]],
    [3, "the port 65536", ["token", "65536"]],
    [3, "a negative port", ["token", "-1"]],
  ])("%i for %s, with one line in the log", async (expected, _, args) => {
    const plugin = await PluginProcess.launch("puppet", args);
    expect(await plugin.exit).toEqual({ code: expected, signal: null });
    expect(plugin.log).toEqual([expect.objectContaining({ level: "error", logger: "galaxy-kit" })]);
  });

  it.each<[message: string, args: string[]]>([
    [
      'The port, the second argument, must be an integer, but found "80.5". GALAXY starts an integration with a token and a port. To try yours, run `npx galaxy-kit dev`.',
      ["token", "80.5"],
    ],
    ["PuppetPlugin has no task --setings. It has no tasks.", ["--setings"]],
  ])("a line that says what is wrong: %s", async (message, args) => {
    const plugin = await PluginProcess.launch("puppet", args);
    await plugin.exit;
    expect(messages(plugin)).toEqual([message]);
  });

  it("4 for an invalid integration, with all diagnostics in one log line, before connecting", async () => {
    const listener = await listen();
    const plugin = await PluginProcess.launch("broken", ["token", String(listener.port)]);
    expect(await plugin.exit).toEqual({ code: 4, signal: null });
    expect(plugin.log).toHaveLength(1);
    const [{ level, message, diagnostics }] = plugin.log as [(typeof plugin.log)[0]];
    expect(level).toBe("error");
    const found = diagnostics as Diagnostic[];
    // No @Authenticate(), @OwnedGames() twice, a step without its import, a token without a provider.
    expect(found.map(({ subject }) => subject).sort()).toEqual([
      "BrokenPlugin",
      "Library",
      "Library.done",
      "Library.owned",
    ]);
    const files = found.flatMap(({ file }) => file ?? []);
    expect(files).not.toEqual([]);
    expect(files.filter((file) => !isAbsolute(file))).toEqual([]);
    for (const diagnostic of found) {
      expect(diagnostic.remedy).not.toBe("");
      expect(message).toContain(renderDiagnostic(diagnostic).split("\n")[0]);
    }
    expect(listener.connections).toBe(0);
  });

  it("4 for a class that is not a plugin", async () => {
    const plugin = await PluginProcess.launch("no-plugin", ["token", await closedPort()]);
    expect(await plugin.exit).toEqual({ code: 4, signal: null });
    expect(plugin.log).toEqual([
      expect.objectContaining({
        level: "error",
        diagnostics: [expect.objectContaining({ code: "not-a-plugin", subject: "Anything" })],
      }),
    ]);
  });

  it("5 when the port is closed", async () => {
    const plugin = await PluginProcess.launch("puppet", ["token", await closedPort()]);
    expect(await plugin.exit).toEqual({ code: 5, signal: null });
    expect(plugin.log).toEqual([
      expect.objectContaining({ level: "error", error: expect.objectContaining({ code: "ECONNREFUSED" }) as unknown }),
    ]);
  });

  it("5 when a constructor throws, and closes the connection", async () => {
    const [plugin, galaxy] = await PluginProcess.start("failing-constructor", { token: "a-secret-token" });
    expect(await plugin.exit).toEqual({ code: 5, signal: null });
    await galaxy.untilEnd();
    expect(plugin.log).toEqual([
      expect.objectContaining({ level: "info", message: "Creating FailingPlugin" }),
      expect.objectContaining({
        level: "error",
        error: expect.objectContaining({
          message: "FailingPlugin could not be created: No configuration for ***",
        }) as unknown,
      }),
    ]);
  });

  it("0 even with extra arguments, which it ignores", async () => {
    const [plugin, galaxy] = await PluginProcess.start("puppet", {
      extraArgs: ["C:\\ProgramData\\GOG.com\\plugin.log", "--port", "x"],
    });
    await galaxy.ping();
    await galaxy.request("shutdown");
    expect(await plugin.exit).toEqual({ code: 0, signal: null });
  });

  onPosix.each<[NodeJS.Signals, number]>([
    ["SIGTERM", 143],
    ["SIGINT", 130],
  ])("the code of the signal after a clean shutdown: %s, %i", async (signal, code) => {
    const [plugin, galaxy] = await PluginProcess.start("puppet");
    await galaxy.ping();
    galaxy.send({ id: "pending", method: "import_friends" });
    await galaxy.ping();
    plugin.signal(signal);
    expect(await galaxy.responseTo("pending")).toMatchObject({ error: { code: -32001 } });
    await galaxy.untilEnd();
    expect(await plugin.exit).toEqual({ code, signal: null });
    expect(messages(plugin)).toContain("shut down cleanly");
  });

  onPosix.each<[NodeJS.Signals, NodeJS.Signals, number]>([
    ["SIGTERM", "SIGTERM", 143],
    ["SIGINT", "SIGINT", 130],
    ["SIGINT", "SIGTERM", 130],
  ])(
    "the code of the first signal, at once, if a second one comes while @OnShutdown() hangs: %s, %s, %i",
    async (first, second, code) => {
      const [plugin, galaxy] = await PluginProcess.start("stubborn");
      await galaxy.ping();
      plugin.signal(first);
      await plugin.logged("of the signal", ({ message }) => message === `${first}: the integration is closing`);
      plugin.signal(second);
      expect(await plugin.exit).toEqual({ code, signal: null });
      expect(messages(plugin)).not.toContain("The integration did not shut down within 30 seconds");
    },
  );
});
