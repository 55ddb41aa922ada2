import {
  BackendError,
  InstallGame,
  LaunchGame,
  LaunchPlatformClient,
  ShutdownPlatformClient,
  UninstallGame,
} from "@galaxy-kit/sdk";
import { describe, expect, it, jest } from "@jest/globals";
import { integration } from "../support/author.js";
import { startRig } from "../support/rig.js";

const rows = [
  { method: "launch_game", decorator: LaunchGame(), params: { game_id: "a b" }, args: ["a b"] },
  { method: "install_game", decorator: InstallGame(), params: { game_id: "" }, args: [""] },
  { method: "uninstall_game", decorator: UninstallGame(), params: { game_id: "ü" }, args: ["ü"] },
  { method: "launch_platform_client", decorator: LaunchPlatformClient(), params: {}, args: [] },
  { method: "shutdown_platform_client", decorator: ShutdownPlatformClient(), params: {}, args: [] },
];

describe("a command", () => {
  it.each(rows)("$method calls its handler and gets no response", async ({ method, decorator, params, args }) => {
    const handle = jest.fn();
    const rig = await startRig(integration({ handle: [decorator, handle] }));
    await rig.send({ jsonrpc: "2.0", method, params });
    expect(handle.mock.calls).toEqual([[...args, expect.any(AbortSignal)]]);
    expect(rig.take()).toEqual([]);
  });

  it.each(rows)("$method without a handler is logged and ignored", async ({ method, params }) => {
    const rig = await startRig(integration({}));
    await rig.notify(method, params);
    expect(rig.take()).toEqual([]);
    expect(rig.log.entries.at(-1)).toMatchObject({
      level: "warn",
      message: "Ignored an unknown notification from the client",
      method,
    });
  });

  it.each([
    {
      what: "synchronously",
      fail: () => {
        throw new Error("disk full");
      },
    },
    { what: "asynchronously", fail: () => Promise.reject(new Error("disk full")) },
  ])("that fails $what is logged, with the location in the author's code", async ({ fail }) => {
    const rig = await startRig(integration({ launch: [LaunchGame(), fail] }));
    await rig.notify("launch_game", { game_id: "1" });
    expect(rig.take()).toEqual([]);
    expect(rig.log.entries.at(-1)).toMatchObject({
      level: "error",
      logger: "Author",
      message: "Author.launch threw",
      place: "Author.launch",
      error: { name: "Error", message: "disk full" },
    });
  });

  it("that throws a GalaxyError is logged as a warning", async () => {
    const rig = await startRig(
      integration({
        launch: [
          LaunchGame(),
          () => {
            throw new BackendError("no such game", { cause: "404" });
          },
        ],
      }),
    );
    await rig.notify("launch_game", { game_id: "1" });
    expect(rig.log.entries.at(-1)).toMatchObject({
      level: "warn",
      message: "Author.launch failed with BackendError: no such game",
      error: { name: "BackendError", cause: "404", stack: expect.stringContaining("commands.test.ts:") },
    });
  });

  it("that returns neither a launch spec nor nothing is logged, since nothing is started", async () => {
    const untyped = JSON.parse('"shop://run/1"') as never;
    const rig = await startRig(integration({ launch: [LaunchGame(), () => untyped] }));
    await rig.notify("launch_game", { game_id: "1" });
    expect(rig.take()).toEqual([]);
    expect(rig.log.entries.at(-1)).toMatchObject({
      level: "error",
      logger: "Author",
      message:
        "Author.launch (@LaunchGame()) must return what exec(), uri() or session() of @galaxy-kit/local returns, or nothing, " +
        'but returned "shop://run/1"',
    });
  });

  it.each([
    { what: "no game id", params: {} },
    { what: "a number as game id", params: { game_id: 5 } },
    { what: "an unknown parameter", params: { game_id: "1", force: true } },
    { what: "null parameters", params: null },
    { what: "an array", params: ["1"] },
  ])("with $what is logged and not passed on", async ({ params }) => {
    const launch = jest.fn();
    const rig = await startRig(integration({ launch: [LaunchGame(), launch] }));
    await rig.notify("launch_game", params);
    expect(launch).not.toHaveBeenCalled();
    expect(rig.take()).toEqual([]);
    expect(rig.log.entries.at(-1)).toMatchObject({ level: "error", method: "launch_game" });
    await rig.notify("launch_game", { game_id: "1" });
    expect(launch).toHaveBeenCalledTimes(1);
  });

  it("runs concurrently with others", async () => {
    const started: string[] = [];
    const launch = (gameId: string): Promise<void> => {
      started.push(gameId);
      return new Promise(() => undefined);
    };
    const rig = await startRig(integration({ launch: [LaunchGame(), launch] }));
    await rig.notify("launch_game", { game_id: "1" });
    await rig.notify("launch_game", { game_id: "2" });
    expect(started).toEqual(["1", "2"]);
  });

  it("may omit parameters if it has none", async () => {
    const handle = jest.fn();
    const rig = await startRig(integration({ handle: [LaunchPlatformClient(), handle] }));
    await rig.send(
      { jsonrpc: "2.0", method: "launch_platform_client" },
      { jsonrpc: "2.0", method: "launch_platform_client", params: null },
    );
    expect(handle).toHaveBeenCalledTimes(2);
  });
});
