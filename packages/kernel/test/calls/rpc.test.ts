import { BackendError, Rpc } from "@galaxy-kit/sdk";
import { describe, expect, it, jest } from "@jest/globals";
import { integration } from "../support/author.js";
import { startRig } from "../support/rig.js";

describe("@Rpc", () => {
  it.each([
    { params: { any_thing: [1, { deep: null }] }, passed: { any_thing: [1, { deep: null }] } },
    { params: {}, passed: {} },
    { params: null, passed: {} },
  ])("passes on parameters unchanged: $params", async ({ params, passed }) => {
    const handle = jest.fn(() => null);
    const rig = await startRig(integration({ handle: [Rpc("verify_game"), handle] }));
    await rig.request("verify_game", params);
    expect(handle.mock.calls).toEqual([[passed, expect.any(AbortSignal)]]);
  });

  it.each([
    { returns: { camelCase: true }, result: { camelCase: true } },
    { returns: 0, result: 0 },
    { returns: "", result: "" },
    { returns: false, result: false },
    { returns: undefined, result: null },
    { returns: null, result: null },
    { returns: () => "never called", result: null },
    { returns: Symbol("unused"), result: null },
    { returns: Promise.resolve([1]), result: [1] },
  ])("responds with the return value: $result", async ({ returns, result }) => {
    const rig = await startRig(integration({ handle: [Rpc("verify_game"), () => returns] }));
    expect(await rig.request("verify_game")).toEqual({ result });
  });

  it("handles notifications too", async () => {
    const handle = jest.fn();
    const rig = await startRig(integration({ handle: [Rpc("wake_up"), handle] }));
    await rig.notify("wake_up", { at: 5 });
    expect(handle.mock.calls).toEqual([[{ at: 5 }, expect.any(AbortSignal)]]);
    expect(rig.take()).toEqual([]);
  });

  it("responds with the error that is thrown", async () => {
    const rig = await startRig(
      integration({
        handle: [
          Rpc("verify_game"),
          () => {
            throw new BackendError("no");
          },
        ],
      }),
    );
    expect(await rig.request("verify_game")).toEqual({
      error: { code: 4, message: "no", data: { internal_type: "BackendError" } },
    });
  });

  it("responds with an error if the result cannot be serialized as JSON", async () => {
    const circular: Record<string, unknown> = {};
    circular["self"] = circular;
    const rig = await startRig(integration({ circle: [Rpc("circle"), () => circular], big: [Rpc("big"), () => 1n] }));
    expect(await rig.request("circle")).toMatchObject({ error: { code: 0, data: { internal_type: "UnknownError" } } });
    expect(await rig.request("big")).toMatchObject({ error: { code: 0, data: { internal_type: "UnknownError" } } });
    expect(await rig.request("ping")).toEqual({ result: null });
  });

  it.each(["toString", "constructor", "__proto__", ""])("can have the name %j", async (method) => {
    const rig = await startRig(integration({}));
    expect(await rig.request(method)).toMatchObject({ error: { code: -32601 } });
    const other = await startRig(integration({ handle: [Rpc(method), () => "mine"] }));
    expect(await other.request(method)).toEqual({ result: "mine" });
  });
});
