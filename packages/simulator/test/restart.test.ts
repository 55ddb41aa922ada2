import { PassThrough } from "node:stream";
import { describe, expect, it } from "@jest/globals";
import { memoryStore, SimulatedClient, type Store, StoreInUseError } from "../src/index.js";
import { callsSeenBy, closing, kindsOf, scriptCommand, start, startScript, startShop } from "./support/integrations.js";

/** Reports the name of its user, and stores a login. */
const shop = (name: string) => ({
  ...scriptCommand(({ process }) => ({
    features: ["ImportOwnedGames"],
    answers: {
      init_authentication: (params: any, self: any) => {
        if (!params.stored_credentials) self.notify("store_credentials", { token: "t1" });
        return { user_id: "1", user_name: process.env.USER_NAME };
      },
      import_owned_games: () => ({ owned_games: [] }),
    },
  })),
  env: { USER_NAME: name },
});

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

const untilGone = (client: SimulatedClient) => client.waitFor(() => client.status.state !== "connected");

describe("a restart", () => {
  it("ends the process cleanly and starts it again; storage, library and journal are kept", async () => {
    const client = await startShop({ credentials: { token: "t1" }, cache: { seen: "7" } });
    await client.importsDone(10_000);
    const [{ pid }, { games }, said] = [client, client.snapshot(), client.journal.length];
    const states: string[] = [];
    client.on("state", ({ state, reason }) => states.push(`${state}: ${reason}`));

    await client.restart({ reason: "rebuilt" });
    expect(client.imports).toEqual({});
    expect(client.library.games).toEqual(games);
    expect(client.pid).not.toBe(pid);
    expect(isAlive(pid!)).toBe(false);
    await client.importsDone(10_000);

    expect(states).toEqual([
      "starting: rebuilt",
      "connecting: the handshake is complete",
      "connected: logged in as Jo",
    ]);
    expect(client.problems).toEqual([]);
    const handshake = client.journal.slice(said).find(({ method }) => method === "initialize_cache")!;
    expect(client.revealed(handshake.number)?.params).toEqual({ data: { seen: "7", credentials: { token: "t1" } } });
    expect((await client.close()).killed).toBe(false);
  });

  it("can change the source from then on", async () => {
    const client = await start({ integration: shop("first") });
    await client.importsDone(10_000);
    await client.restart({ source: shop("second") });
    await client.importsDone(10_000);
    expect(client.library.user?.userName).toBe("second");
    await client.restart();
    await client.importsDone(10_000);
    expect(client.library.user?.userName).toBe("second");
  });

  it("happens once for several calls at the same time, with the last source, and never runs two processes", async () => {
    const client = await start({ integration: shop("first") });
    await client.importsDone(10_000);
    const pids = new Set([client.pid!]);
    client.on("message", () => {
      if (client.pid !== undefined) pids.add(client.pid);
      if ([...pids].filter(isAlive).length > 1) throw new Error("two processes at once");
    });
    await Promise.all(
      ["second", "third", "fourth"].map((name) => client.restart({ reason: name, source: shop(name) })),
    );
    await client.importsDone(10_000);
    expect(pids.size).toBe(2);
    expect(client.library.user?.userName).toBe("fourth");

    // A process that was started in the meantime is ended again.
    const restarts: Promise<void>[] = [];
    const stop = client.on("state", ({ state }) => {
      if (state === "starting" && restarts.length < 3) restarts.push(client.restart({ source: shop("sixth") }));
    });
    await client.restart({ source: shop("fifth") });
    await Promise.all(restarts);
    expect(restarts.length).toBeGreaterThan(0);
    stop();
    await client.importsDone(10_000);
    expect(client.library.user?.userName).toBe("sixth");
    expect([...pids].filter(isAlive)).toEqual([client.pid]);
    expect(client.status.state).toBe("connected");
  });

  it.each<[string, (client: SimulatedClient) => unknown]>([
    ["it has crashed", (client) => process.kill(client.pid!, "SIGKILL") && untilGone(client)],
    ["the user disconnected", (client) => client.disconnect()],
    ["the login is lost", (client) => (client.notifyByName("lose_login"), untilGone(client))],
    ["it hangs", (client) => process.kill(client.pid!, "SIGSTOP")],
  ])("is possible when %s", async (_what, bring) => {
    const losing = () => ({ heard: { lose_login: (_: object, self: any) => self.notify("authentication_lost") } });
    const client = await startScript(losing, { timings: { killLimit: 100 } });
    await client.importsDone(10_000);
    const { pid } = client;
    await bring(client);
    await client.restart();
    await client.waitFor(() => client.status.state === "connected");
    expect([pid!, client.pid!].map(isAlive)).toEqual([false, true]);
  });

  it("is possible after a failed start, which the state shows", async () => {
    const inner = memoryStore();
    let isFree = false;
    const store: Store = {
      ...inner,
      open: async () => (isFree ? await inner.open() : await Promise.reject(new StoreInUseError("busy"))),
    };
    const client = closing(new SimulatedClient({ integration: shop("Jo"), store }));
    await expect(client.start()).rejects.toThrow(StoreInUseError);
    expect(client.status).toMatchObject({ state: "crashed", reason: "the integration could not be started: busy" });
    isFree = true;
    await client.restart();
    await client.importsDone(10_000);
    expect(client.status.state).toBe("connected");
  });

  it("is refused if the client is closed, and for a single stream that has ended", async () => {
    const client = await startShop();
    const { pid } = client;
    const restarting = client.restart();
    const closing = client.close();
    await expect(restarting).rejects.toThrow("the client is closed");
    await closing;
    expect(isAlive(pid!)).toBe(false);
    expect(client.pid).toBeUndefined();
    await expect(client.restart()).rejects.toThrow("the client is closed");

    const adopted = await start({ integration: { stream: new PassThrough() } });
    await expect(adopted.restart()).rejects.toThrow("pass a function as `stream`");
  });

  it("can come from a listener during a login: nothing waits for what the old session was doing", async () => {
    const client = closing(new SimulatedClient({ integration: shop("Jo") }));
    let restarted: Promise<void> | undefined;
    client.on("state", ({ state }) => {
      if (state === "connected") restarted ??= client.restart();
    });
    await client.start();
    await client.waitFor(() => restarted);
    await restarted;
    expect(await client.importsDone(10_000)).toMatchObject({ ownedGames: { state: "finished" } });
    expect(client.problems).toEqual([]);
  });

  it("keeps importsDone waiting until the new imports have ended", async () => {
    const client = await startShop();
    await client.importsDone(10_000);
    void client.restart();
    expect(await client.importsDone(10_000)).toMatchObject({ ownedGames: { state: "finished" } });
  });
});

describe("the cache", () => {
  it("contains the stored login, so that pushing the cache again does not drop it", async () => {
    const client = await start({ integration: shop("Jo") });
    await client.importsDone(10_000);
    expect((await callsSeenBy(client))[1]).toMatchObject({ method: "initialize_cache", params: { data: {} } });
    const seen = (await callsSeenBy(client)).length;
    await client.restart();
    await client.importsDone(10_000);
    const [, initialize, login] = (await callsSeenBy(client)).slice(seen);
    expect(initialize).toMatchObject({ params: { data: { credentials: { token: "t1" } } } });
    expect(login).toMatchObject({ params: { stored_credentials: { token: "t1" } } });
    expect(client.library.cache).toEqual({});
  });

  it("can be cleared in the client and in the store; the login is kept", async () => {
    const store = memoryStore();
    const client = await startShop({ store, credentials: { token: "t1" }, cache: { seen: "7" } });
    await client.importsDone(10_000);
    const changed = new Promise((resolve) => client.on("changed", resolve));
    await client.clearCache();
    expect(await changed).toEqual({ subject: "cache", ids: [], cause: "clear cache" });
    expect(client.library).toMatchObject({ credentials: { token: "t1" }, cache: {} });
    expect((await store.open()).record).toEqual({ credentials: { token: "t1" }, cache: {} });

    await client.restart();
    await client.importsDone(10_000);
    const handshake = client.journal.filter(({ method, type }) => method === "initialize_cache" && type === "request");
    expect(handshake.map(({ number }) => client.revealed(number)?.params)).toEqual([
      { data: { seen: "7", credentials: { token: "t1" } } },
      { data: { credentials: { token: "t1" } } },
    ]);
    expect(kindsOf(client)).toEqual([]);
    await client.close();
    await expect(client.clearCache()).rejects.toThrow("the client is closed");
  });

  it("can be cleared before the integration is started, without losing the stored login", async () => {
    const store = memoryStore({ credentials: { token: "t1" }, cache: { seen: "7" } });
    const client = closing(new SimulatedClient({ integration: shop("Jo"), store }));
    await client.clearCache();
    await client.close();
    expect((await store.open()).record).toEqual({ credentials: { token: "t1" }, cache: {} });
  });
});
