import { AccessDenied, BackendTimeout } from "@galaxy-kit/sdk";
import { describe, expect, it, jest } from "@jest/globals";
import { deferred, integration } from "../support/author.js";
import { errors, kinds } from "../support/kinds.js";
import { response, startRig } from "../support/rig.js";

const denied = { code: 106, message: "not yours", data: { reason: "region", internal_type: "AccessDenied" } };
const batched = { batched: true } as const;

async function* entriesOf<T>(entries: Iterable<T>): AsyncIterable<T> {
  for (const entry of entries) {
    await Promise.resolve();
    yield entry;
  }
}

describe.each(kinds)(
  "a batched import of $kind",
  ({ decorate, start, idsName, value, success, empty, failure, finished }) => {
    const run = async (handle: (ids: string[]) => unknown, ids: readonly string[]) => {
      const rig = await startRig(integration({ handle: [decorate(batched), handle] }));
      await rig.send({ jsonrpc: "2.0", id: "7", method: start, params: { [idsName]: ids } });
      return rig;
    };

    it.each([
      { form: "a Map", make: (entries: [string, unknown][]) => new Map(entries) },
      { form: "a promise of a Map", make: (entries: [string, unknown][]) => Promise.resolve(new Map(entries)) },
      { form: "an async iterable", make: (entries: [string, unknown][]) => entriesOf(entries) },
      {
        form: "a promise of an async iterable",
        make: (entries: [string, unknown][]) => Promise.resolve(entriesOf(entries)),
      },
      {
        form: "an async iterable of Map entries",
        make: (entries: [string, unknown][]) => entriesOf(new Map(entries)),
      },
    ])("calls its method once for all ids and accepts $form", async ({ make }) => {
      const handle = jest.fn((ids: string[]) => make(ids.map((id) => [id, value(id)])));
      const rig = await run(handle, ["2", "1"]);
      expect(rig.take()).toEqual([response("7", null), success("2"), success("1"), finished]);
      expect(handle.mock.calls).toEqual([[["2", "1"], undefined, expect.any(AbortSignal)]]);
    });

    it.each([
      { form: "a Map", make: (entries: [string, unknown][]) => new Map(entries) },
      { form: "an async iterable", make: (entries: [string, unknown][]) => entriesOf(entries) },
    ])(
      "from $form: errors fail their ids, missing ids get the empty value, unrequested ids are dropped",
      async ({ make }) => {
        const rig = await run(
          () =>
            make([
              ["not requested", value("not requested")],
              ["1", value("1")],
              ["2", new AccessDenied("not yours", { data: { reason: "region" } })],
              ["also not requested", new BackendTimeout()],
            ]),
          ["0", "1", "2", "3"],
        );
        expect(rig.take()).toEqual([
          response("7", null),
          success("1"),
          failure("2", denied),
          empty("0"),
          empty("3"),
          finished,
        ]);
      },
    );

    it("sends each entry of an async iterable immediately", async () => {
      const more = deferred();
      const rig = await run(
        async function* (): AsyncIterable<[string, unknown]> {
          yield ["1", value("1")];
          await more.promise;
          yield ["2", value("2")];
        },
        ["1", "2"],
      );
      expect(rig.take()).toEqual([response("7", null), success("1")]);
      more.resolve();
      await rig.send({ jsonrpc: "2.0", id: "p", method: "ping" });
      expect(rig.take()).toEqual([response("p", null), success("2"), finished]);
    });

    it("keeps entries sent before an async iterable throws, and fails the rest", async () => {
      const rig = await run(
        async function* (): AsyncIterable<[string, unknown]> {
          yield ["2", value("2")];
          await Promise.resolve();
          throw new BackendTimeout();
        },
        ["1", "2", "3"],
      );
      expect(rig.take()).toEqual([
        response("7", null),
        success("2"),
        failure("1", errors.backendTimeout),
        failure("3", errors.backendTimeout),
        finished,
      ]);
    });

    it.each([
      { what: "a GalaxyError", thrown: new BackendTimeout(), error: errors.backendTimeout },
      { what: "an Error", thrown: new Error("a private detail"), error: errors.unknown },
      { what: "a string", thrown: "a private detail", error: errors.unknown },
    ])("that throws $what fails every id", async ({ thrown, error }) => {
      for (const handle of [
        () => {
          throw thrown;
        },
        async () => {
          await Promise.resolve();
          throw thrown;
        },
      ]) {
        const rig = await run(handle, ["1", "2"]);
        expect(rig.take()).toEqual([response("7", null), failure("1", error), failure("2", error), finished]);
      }
    });

    it("sends an id that was requested twice once", async () => {
      const rig = await run((ids) => new Map(ids.map((id) => [id, value(id)])), ["1", "1"]);
      expect(rig.take()).toEqual([response("7", null), success("1"), finished]);
    });

    it("works without ids", async () => {
      const rig = await run(() => new Map(), []);
      expect(rig.take()).toEqual([response("7", null), finished]);
    });
  },
);
