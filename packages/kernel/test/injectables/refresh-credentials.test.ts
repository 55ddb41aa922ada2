import * as sdk from "@galaxy-kit/sdk";
import {
  CodecError,
  GalaxyClient,
  GalaxyError,
  InvalidCredentials,
  NotReadyError,
  OnShutdown,
  Service,
} from "@galaxy-kit/sdk";
import { describe, expect, it } from "@jest/globals";
import { integration, Login, pluginOf } from "../support/author.js";
import { startRig } from "../support/rig.js";

/** From the protocol documentation, independent of the kernel's table. */
const errors: readonly [name: string, code: number][] = [
  ["ParseError", -32700],
  ["InvalidRequest", -32600],
  ["MethodNotFound", -32601],
  ["InvalidParams", -32602],
  ["Timeout", -32000],
  ["Aborted", -32001],
  ["UnknownError", 0],
  ["AuthenticationRequired", 1],
  ["BackendNotAvailable", 2],
  ["BackendTimeout", 3],
  ["BackendError", 4],
  ["TooManyRequests", 5],
  ["UnknownBackendResponse", 6],
  ["InvalidCredentials", 100],
  ["NetworkError", 101],
  ["LoggedInElsewhere", 102],
  ["ProtocolError", 103],
  ["TemporaryBlocked", 104],
  ["Banned", 105],
  ["AccessDenied", 106],
  ["FailedParsingManifest", 200],
  ["TooManyMessagesSent", 300],
  ["IncoherentLastMessage", 400],
  ["MessageNotFound", 500],
  ["ImportInProgress", 600],
];

const start = async () => {
  const rig = await startRig(integration({}));
  return { rig, galaxy: rig.plugin.resolve(GalaxyClient) };
};

/** Resolves to the error that a promise rejects with. */
const errorOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

describe("refreshCredentials", () => {
  it("throws in a constructor", async () => {
    let refreshed: Promise<unknown> = Promise.resolve();
    @Service()
    class Hasty {
      constructor(galaxy: GalaxyClient) {
        refreshed = galaxy.refreshCredentials({});
        refreshed.catch(() => undefined);
      }
    }
    const rig = await startRig(pluginOf([Login, Hasty]), { handshake: false });
    expect(await errorOf(refreshed)).toEqual(
      new NotReadyError("Requests to GALAXY are possible only after the handshake, not in a constructor."),
    );
    expect(rig.messages).toEqual([]);
  });

  it("sends requests with ids from 1 and returns the result", async () => {
    const { rig, galaxy } = await start();
    const first = galaxy.refreshCredentials({ client_id: "c", asIt: ["is"] });
    const second = galaxy.refreshCredentials({});
    await rig.settled();
    expect(rig.wire.lines.slice(-2)).toEqual([
      '{"jsonrpc":"2.0","id":"1","method":"refresh_credentials","params":{"client_id":"c","asIt":["is"]}}',
      '{"jsonrpc":"2.0","id":"2","method":"refresh_credentials","params":{}}',
    ]);
    await rig.send(
      { jsonrpc: "2.0", id: "2", result: "second" },
      { jsonrpc: "2.0", id: "1", result: { access_token: "a", nested: [1, null] } },
    );
    expect(await first).toEqual({ access_token: "a", nested: [1, null] });
    expect(await second).toBe("second");
  });

  it.each([
    { what: "a number as id", message: { id: 1, result: { ok: true } }, result: { ok: true } },
    {
      what: "a null error in addition to the result",
      message: { id: "1", result: { ok: true }, error: null },
      result: { ok: true },
    },
    { what: "a result of null", message: { id: "1", result: null }, result: null },
    { what: "a result of null and an error of null", message: { id: "1", result: null, error: null }, result: null },
    { what: "no version", message: { id: "1", result: {} }, result: {} },
    { what: "additional members", message: { id: "1", result: 5, more: {} }, result: 5 },
    { what: "false", message: { id: "1", result: false }, result: false },
  ])("accepts a response with $what", async ({ message, result }) => {
    const { rig, galaxy } = await start();
    const refreshed = galaxy.refreshCredentials({});
    await rig.send({ jsonrpc: "2.0", ...message });
    expect(await refreshed).toEqual(result);
  });

  it.each(errors)("throws %s for code %i", async (name, code) => {
    const { rig, galaxy } = await start();
    const refreshed = errorOf(galaxy.refreshCredentials({}));
    await rig.send({
      jsonrpc: "2.0",
      id: "1",
      error: { code, message: "because", data: { internal_type: name, more: 1 } },
    });
    const error = await refreshed;
    expect(error).toBeInstanceOf((sdk as unknown as Record<string, new () => object>)[name]);
    expect(error).toMatchObject({ name, code, message: "because", data: { more: 1 } });
  });

  it.each([
    {
      what: "an unknown code",
      error: { code: 999, message: "new" },
      expected: { name: "UnknownError", message: "new" },
    },
    { what: "no code", error: { message: "no code" }, expected: { name: "UnknownError", message: "no code" } },
    {
      what: "a code that is not a number",
      error: { code: "100", message: "text" },
      expected: { name: "UnknownError", message: "text" },
    },
    {
      what: "a null result in addition to it",
      error: { code: 100, message: "m" },
      result: null,
      expected: { name: "InvalidCredentials" },
    },
    {
      what: "a result in addition to it",
      error: { code: 100, message: "m" },
      result: {},
      expected: { name: "InvalidCredentials" },
    },
    { what: "a string as error", error: "broken", expected: { name: "UnknownError", message: "broken" } },
  ])("throws for $what", async ({ error, result, expected }) => {
    const { rig, galaxy } = await start();
    const refreshed = errorOf(galaxy.refreshCredentials({}));
    await rig.send({ jsonrpc: "2.0", id: "1", ...(result !== undefined && { result }), error });
    expect(GalaxyError.isGalaxyError(await refreshed)).toBe(true);
    expect(await refreshed).toMatchObject(expected);
  });

  it("accepts each response once", async () => {
    const { rig, galaxy } = await start();
    const refreshed = errorOf(galaxy.refreshCredentials({}));
    await rig.send(
      { jsonrpc: "2.0", id: "1", error: { code: 100, message: "m" } },
      { jsonrpc: "2.0", id: "1", result: {} },
    );
    expect(await refreshed).toBeInstanceOf(InvalidCredentials);
    expect(await rig.request("ping")).toEqual({ result: null });
  });

  it("rejects parameters that are not an object and sends nothing", async () => {
    const { rig, galaxy } = await start();
    expect(await errorOf(galaxy.refreshCredentials("c" as never))).toBeInstanceOf(CodecError);
    expect(rig.take()).toEqual([]);
  });

  const aborted = { name: "Aborted", code: -32001 };

  it.each([
    { how: "by request", end: { jsonrpc: "2.0", id: "end", method: "shutdown" } },
    { how: "by hanging up", end: undefined },
  ])("is canceled when the integration closes $how", async ({ end }) => {
    const { rig, galaxy } = await start();
    const refreshed = errorOf(galaxy.refreshCredentials({}));
    if (end) await rig.send(end);
    else rig.wire.hangUp();
    expect(await refreshed).toMatchObject(aborted);
  });

  it("is canceled at once after the integration has closed", async () => {
    const { rig, galaxy } = await start();
    rig.wire.hangUp();
    await rig.plugin.closed;
    rig.take();
    expect(await errorOf(galaxy.refreshCredentials({}))).toMatchObject(aborted);
    expect(rig.take()).toEqual([]);
  });

  it("is canceled at once in @OnShutdown(), when responses are no longer read", async () => {
    const thrown: unknown[] = [];
    const refresh = async (): Promise<void> => {
      thrown.push(await errorOf(rig.plugin.resolve(GalaxyClient).refreshCredentials({})));
    };
    const rig = await startRig(integration({ end: [OnShutdown(), refresh] }));
    await rig.send({ jsonrpc: "2.0", id: "end", method: "shutdown" });
    expect(thrown).toMatchObject([aborted]);
    expect(rig.take()).toEqual([{ jsonrpc: "2.0", id: "end", result: null }]);
  });
});
