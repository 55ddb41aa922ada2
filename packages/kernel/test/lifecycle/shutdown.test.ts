import { CredentialStore, GalaxyClient, Lifetime, OnShutdown, OwnedGames, PersistentCache } from "@galaxy-kit/sdk";
import { describe, expect, it, jest } from "@jest/globals";
import { deferred, integration, type Methods, never } from "../support/author.js";
import { notification, response, type Rig, startRig } from "../support/rig.js";

const shutdown = { jsonrpc: "2.0", id: "end", method: "shutdown", params: {} };

const endings = [
  { how: "on request", end: (rig: Rig) => rig.send(shutdown), last: [response("end", null)] },
  {
    how: "on end of file",
    end: async (rig: Rig) => {
      rig.wire.hangUp();
      await rig.settled();
    },
    last: [],
  },
  {
    how: "when its own process requests it",
    end: async (rig: Rig) => {
      void rig.plugin.close();
      await rig.settled();
    },
    last: [],
  },
];

describe.each(endings)("closing $how", ({ end, last }) => {
  it("calls @OnShutdown() once, waits for it, and closes the connection", async () => {
    const closing = deferred();
    const close = jest.fn(() => closing.promise);
    const rig = await startRig(integration({ close: [OnShutdown(), close] }));
    await end(rig);
    expect(close).toHaveBeenCalledTimes(1);
    expect(rig.take()).toEqual([]);
    expect(rig.wire.closed).toBe(false);
    closing.resolve();
    await rig.plugin.closed;
    expect(rig.take()).toEqual(last);
    expect(rig.wire.closed).toBe(true);
    expect(close).toHaveBeenCalledTimes(1);
  });

  it("works without @OnShutdown()", async () => {
    const rig = await startRig(integration({}));
    await end(rig);
    await rig.plugin.closed;
    expect(rig.take()).toEqual(last);
  });

  it("completes even if @OnShutdown() fails", async () => {
    const other = jest.fn();
    const rig = await startRig(
      integration({
        atOnce: [
          OnShutdown(),
          () => {
            throw new Error("no disk");
          },
        ],
        later: [OnShutdown(), () => Promise.reject(new Error("no disk"))],
        other: [OnShutdown(), other],
      }),
    );
    await end(rig);
    await rig.plugin.closed;
    expect(other).toHaveBeenCalledTimes(1);
    expect(rig.log.messages("error")).toEqual(["Author.atOnce threw", "Author.later threw"]);
    expect(rig.take()).toEqual(last);
  });

  it("waits at most 30 seconds", async () => {
    const rig = await startRig(integration({ close: [OnShutdown(), () => never()] }));
    await end(rig);
    await rig.clock.advance("29999ms");
    expect(rig.wire.closed).toBe(false);
    await rig.clock.advance("1ms");
    await rig.plugin.closed;
    expect(rig.take()).toEqual(last);
    expect(rig.warnings).toEqual(["The integration did not shut down within 30 seconds"]);
  });

  it("sends the notifications of @OnShutdown()", async () => {
    const close = (): void => {
      rig.plugin.resolve(PersistentCache).push();
      rig.plugin.resolve(CredentialStore).save({ token: "last" });
      rig.plugin.resolve(GalaxyClient).removeGame("1");
    };
    const rig = await startRig(integration({ close: [OnShutdown(), close] }), { cache: { key: "v" } });
    await end(rig);
    await rig.plugin.closed;
    expect(rig.take()).toEqual([
      notification("push_cache", { data: { key: "v" } }),
      notification("store_credentials", { token: "last" }),
      notification("owned_game_removed", { game_id: "1" }),
      ...last,
    ]);
  });

  it("closes the resources of services in reverse order after @OnShutdown()", async () => {
    const order: string[] = [];
    const shut = deferred();
    const rig = await startRig(
      integration({
        close: [
          OnShutdown(),
          async () => {
            await shut.promise;
            order.push("@OnShutdown");
          },
        ],
      }),
    );
    const lifetime = rig.plugin.resolve(Lifetime);
    lifetime.onShutdown(() => void order.push("first"));
    lifetime.onShutdown(() => {
      throw new Error("already closed");
    });
    lifetime.onShutdown(() => Promise.reject(new Error("already closed")));
    lifetime.onShutdown(async () => {
      await Promise.resolve();
      order.push("last");
      lifetime.onShutdown(() => void order.push("added at the end"));
    });
    await end(rig);
    expect(order).toEqual([]);
    shut.resolve();
    await rig.plugin.closed;
    expect(order).toEqual(["@OnShutdown", "last", "added at the end", "first"]);
    expect(rig.log.messages("error")).toEqual(["A resource could not be closed", "A resource could not be closed"]);
    expect(rig.take()).toEqual(last);
  });

  it("has one limit of 30 seconds for @OnShutdown() and resources together", async () => {
    const rig = await startRig(integration({ close: [OnShutdown(), () => rig.clock.sleep(20_000)] }));
    rig.plugin.resolve(Lifetime).onShutdown(() => rig.clock.sleep(20_000));
    await end(rig);
    await rig.clock.advance("29999ms");
    expect(rig.wire.closed).toBe(false);
    await rig.clock.advance("1ms");
    await rig.plugin.closed;
  });

  it("handles no more messages", async () => {
    const handle = jest.fn(() => []);
    const methods: Methods = { owned: [OwnedGames(), handle], close: [OnShutdown(), () => never()] };
    const rig = await startRig(integration(methods));
    await end(rig);
    await rig.send(
      { jsonrpc: "2.0", id: "p", method: "ping" },
      { jsonrpc: "2.0", id: "o", method: "import_owned_games" },
      shutdown,
      "garbage",
    );
    expect(rig.take()).toEqual([]);
    expect(handle).not.toHaveBeenCalled();
  });
});

describe("a shutdown", () => {
  it("ignores later messages even in the same chunk", async () => {
    const handle = jest.fn(() => []);
    const rig = await startRig(integration({ owned: [OwnedGames(), handle] }));
    await rig.send(
      { jsonrpc: "2.0", id: "a", method: "ping" },
      shutdown,
      { jsonrpc: "2.0", id: "b", method: "ping" },
      {
        jsonrpc: "2.0",
        id: "c",
        method: "import_owned_games",
      },
    );
    expect(rig.take()).toEqual([response("a", null), response("end", null)]);
    expect(handle).not.toHaveBeenCalled();
  });

  it("followed by end of file gets its response and closes once", async () => {
    const closing = deferred();
    const close = jest.fn(() => closing.promise);
    const rig = await startRig(integration({ close: [OnShutdown(), close] }));
    await rig.send(shutdown);
    rig.wire.hangUp();
    rig.wire.hangUp(new Error("ECONNRESET"));
    closing.resolve();
    await rig.plugin.closed;
    expect(close).toHaveBeenCalledTimes(1);
    expect(rig.take()).toEqual([response("end", null)]);
  });

  it("works before the handshake", async () => {
    const close = jest.fn();
    const rig = await startRig(integration({ close: [OnShutdown(), close] }), { handshake: false });
    await rig.send(shutdown);
    await rig.plugin.closed;
    expect(rig.take()).toEqual([response("end", null)]);
    expect(close).toHaveBeenCalledTimes(1);
  });

  it("sends the responses of canceled requests before its own", async () => {
    const rig = await startRig(integration({ owned: [OwnedGames(), () => never()] }));
    const ids = Array.from({ length: 30 }, (_, index) => index);
    await rig.send(...ids.map((id) => ({ jsonrpc: "2.0", id, method: "import_owned_games" })), shutdown);
    const messages = rig.take();
    expect(messages.map(({ id }) => id)).toEqual([...ids, "end"]);
    expect(messages.slice(0, -1).every(({ error }) => (error as { code: number }).code === -32001)).toBe(true);
  });
});

describe("an end of file", () => {
  it("with an error is logged with the error", async () => {
    const rig = await startRig(integration({}));
    rig.wire.hangUp(new Error("read ECONNRESET"));
    await rig.plugin.closed;
    expect(rig.log.entries.at(-1)).toMatchObject({
      level: "info",
      message: "The client has hung up",
      error: "read ECONNRESET",
    });
  });
});
