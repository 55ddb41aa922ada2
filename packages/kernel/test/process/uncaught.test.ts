import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { thrown } from "../faults/cases/thrown.js";
import type { Conversation } from "./support/conversation.js";
import { endAll, type LogLine, PluginProcess } from "./support/plugin-process.js";

const isError = ({ level }: LogLine): boolean => level === "error";
const errors = (plugin: PluginProcess): string[] => plugin.log.filter(isError).map(({ message }) => message);

describe("An integration keeps running and logs the error as a line of JSON if it is thrown in", () => {
  // One integration for all rows: it keeps running.
  let plugin: PluginProcess;
  let galaxy: Conversation;

  beforeAll(async () => {
    [plugin, galaxy] = await PluginProcess.start("faulty");
  });

  afterAll(endAll);

  it.each([
    "a timer",
    "an immediate",
    "process.nextTick()",
    "a microtask",
    "a listener",
    "an event target",
    "an error event without a listener",
    "a promise that is not awaited",
  ])("%s", async (where) => {
    const before = plugin.log.length;
    const logged = (): LogLine[] => plugin.log.slice(before).filter(isError);
    for (const [index, [what]] of thrown.entries()) {
      await galaxy.request("throw", { where, what });
      await plugin.logged(`of ${what}`, () => logged().length > index);
      await galaxy.ping();
    }
    const textOf = ({ error }: LogLine): unknown => (error as { message?: string } | undefined)?.message ?? error;
    expect(logged().slice(0, 2).map(textOf)).toEqual([
      "disk full",
      expect.stringMatching(/^(Unhandled error\. \(')?disk full/),
    ]);
    for (const { message } of logged()) expect(message).toMatch(/^(Uncaught error|Unhandled promise rejection)$/);
    expect(logged()).toHaveLength(thrown.length);
  });

  it("a worker", async () => {
    await galaxy.request("prepare", { where: "worker" });
    await plugin.logged(
      "of the worker",
      ({ error }) => (error as { message?: string } | undefined)?.message === "elsewhere",
    );
    await galaxy.ping();
  });
});

describe("A late rejection does no harm", () => {
  afterEach(endAll);

  it("after the response", async () => {
    const [plugin, galaxy] = await PluginProcess.start("faulty");
    await galaxy.request("initialize_cache", { data: {} });
    expect(await galaxy.request("import_local_games")).toMatchObject({ result: { local_games: [] } });
    await plugin.logged(
      "of the failure",
      ({ error }) => (error as { message?: string } | undefined)?.message === "local games, too late",
    );
    await galaxy.ping();
    expect(await galaxy.request("import_local_games")).toMatchObject({ result: { local_games: [] } });
  });

  it.each([
    ["hangs up", false],
    ["requests a shutdown", true],
  ])("after the client %s", async (_, asks) => {
    const [plugin, galaxy] = await PluginProcess.start("faulty");
    await galaxy.request("initialize_cache", { data: {} });
    galaxy.send({ id: "friends", method: "import_friends" });
    galaxy.notify("launch_game", { game_id: "1" });
    await galaxy.request("start_game_times_import", { game_ids: ["1"] });
    if (asks) await galaxy.request("shutdown");
    else galaxy.hangUp();
    expect(await plugin.exit).toEqual({ code: 0, signal: null });
    expect(errors(plugin)).toEqual([]);
  });
});

describe("An integration shuts down cleanly even if", () => {
  afterEach(endAll);

  it("a listener of its abort signal throws, which is logged", async () => {
    const [plugin, galaxy] = await PluginProcess.start("faulty");
    await galaxy.request("prepare", { where: "signal" });
    expect(await galaxy.request("shutdown")).toMatchObject({ result: null });
    expect(await plugin.exit).toEqual({ code: 0, signal: null });
    expect(errors(plugin)).toEqual(["Uncaught error"]);
  });
});

describe("An integration that fails before it can run", () => {
  afterEach(endAll);

  it("while its modules are loaded exits at once, with the stack trace in the log", async () => {
    const plugin = await PluginProcess.launch("failing-module", ["token", "1234"]);
    expect(await plugin.exit).toEqual({ code: 1, signal: null });
    expect(plugin.logText).toMatch(/Error: no such setting\n\s+at .*failing-module/);
  });
});
