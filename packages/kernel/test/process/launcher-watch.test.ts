import { afterEach, describe, expect, it } from "@jest/globals";
import { endAll, PluginProcess } from "./support/plugin-process.js";

afterEach(endAll);

const env = { GALAXY_KIT_LAUNCHER: "1" };

describe("An integration that a launcher started", () => {
  it("shuts down cleanly when its standard input ends", async () => {
    const [plugin, galaxy] = await PluginProcess.start("puppet", { env, holdInput: true });
    await galaxy.ping();
    plugin.endInput();
    expect(await plugin.exit).toEqual({ code: 0, signal: null });
    const messages = plugin.log.map(({ message }) => message);
    expect(messages).toEqual(
      expect.arrayContaining(["The launcher has ended: the integration is closing", "shut down cleanly"]),
    );
  });

  it("shuts down if its standard input has already ended", async () => {
    const [plugin] = await PluginProcess.start("puppet", { env });
    expect(await plugin.exit).toEqual({ code: 0, signal: null });
  });

  it("does not wait long for @OnShutdown()", async () => {
    const [plugin, galaxy] = await PluginProcess.start("stubborn", {
      env: { ...env, GALAXY_KIT_TIME_SCALE: "0.2" },
      holdInput: true,
    });
    await galaxy.ping();
    plugin.endInput();
    expect(await plugin.exit).toEqual({ code: 5, signal: null });
  });

  it("exits when the client hangs up, even if its standard input is open", async () => {
    const [plugin, galaxy] = await PluginProcess.start("puppet", { env, holdInput: true });
    await galaxy.ping();
    galaxy.hangUp();
    expect(await plugin.exit).toEqual({ code: 0, signal: null });
  });
});

it("An integration without a launcher ignores its standard input", async () => {
  const [plugin, galaxy] = await PluginProcess.start("puppet", { holdInput: true });
  plugin.endInput();
  await galaxy.ping();
  await galaxy.request("log", { text: "still here" });
  galaxy.hangUp();
  expect(await plugin.exit).toEqual({ code: 0, signal: null });
  expect(plugin.logText).not.toContain("launcher");
});
