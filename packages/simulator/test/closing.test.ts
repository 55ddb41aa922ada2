import { describe, expect, it } from "@jest/globals";
import { SimulatedClient } from "../src/index.js";
import { kindsOf, scriptCommand, startScript, startShop } from "./support/integrations.js";

const isAlive = (pid: number | undefined): boolean => {
  try {
    return pid !== undefined && process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe("closing the client", () => {
  it("closes the connection without a shutdown request, like the real client, and returns how the process ended", async () => {
    const client = await startShop();
    await client.importsDone(10_000);
    const { pid } = client;
    expect(isAlive(pid)).toBe(true);

    expect(await client.close()).toEqual({ code: 0, signal: null, killed: false });
    expect(isAlive(pid)).toBe(false);
    expect(client.pid).toBeUndefined();
    expect(client.status.state).toBe("closed");
    expect(client.journal.some(({ method }) => method === "shutdown")).toBe(false);
    expect(client.problems).toEqual([]);
  });

  it("requests shutdown first if it is graceful, and accepts messages until the response", async () => {
    const client = await startScript(() => ({
      answers: {
        shutdown: (_: object, self: any) => {
          self.notify("push_cache", { data: { saved: "at the end" } });
          return null;
        },
      },
    }));
    await client.importsDone(10_000);
    expect(await client.close({ graceful: true })).toEqual({ code: 0, signal: null, killed: false });
    expect(client.journal.filter(({ method }) => method === "shutdown").map(({ type }) => type)).toEqual([
      "request",
      "response",
    ]);
    expect(client.library.cache).toEqual({ saved: "at the end" });
    expect(client.problems).toEqual([]);
  });

  it("reports a shutdown without a response, or with an error", async () => {
    const silent = await startScript(({ silence }) => ({ answers: { shutdown: () => silence } }), {
      timings: { shutdownLimit: 50 },
    });
    const failing = await startScript(({ fail }) => ({ answers: { shutdown: () => fail(0, "no", "UnknownError") } }));
    await Promise.all([silent.importsDone(10_000), failing.importsDone(10_000)]);
    await Promise.all([silent.close({ graceful: true }), failing.close({ graceful: true })]);

    expect(silent.problems).toMatchObject([
      { kind: "no-response", method: "shutdown", message: "there was no response" },
    ]);
    expect(failing.problems).toMatchObject([
      { kind: "no-response", method: "shutdown", message: "no (UnknownError, code 0)" },
    ]);
  });

  it("kills a process that does not exit, and reports it", async () => {
    const client = await startScript(
      () => ({
        onReady: (self: any) => {
          self.socket.removeAllListeners("end");
          setInterval(() => undefined, 1_000);
        },
      }),
      { timings: { killLimit: 50 } },
    );
    await client.importsDone(10_000);
    const { pid } = client;

    expect(await client.close()).toEqual({ code: null, signal: "SIGKILL", killed: true });
    expect(isAlive(pid)).toBe(false);
    expect(kindsOf(client)).toEqual(["killed"]);
  });

  it("ends running imports and reports what was missing, but not what arrives too late", async () => {
    const client = await startScript(({ ownedGames }) => ({
      features: ["ImportOwnedGames", "ImportAchievements"],
      answers: {
        import_owned_games: () => ownedGames("a"),
        start_achievements_import: () => null,
      },
      onReady: ({ socket, notify }: any) => {
        const late = { game_id: "a", unlocked_achievements: [] };
        socket.prependListener("end", () => notify("game_achievements_import_success", late));
      },
    }));
    await client.waitFor(() =>
      client.journal.some(({ type, method }) => type === "response" && method === "start_achievements_import"),
    );
    const done = client.importsDone(10_000);
    await client.close();

    expect((await done).achievements).toMatchObject({ state: "failed", error: "the client is closed" });
    expect(client.journal.at(-1)).toMatchObject({ method: "game_achievements_import_success" });
    expect(client.problems).toMatchObject([
      { kind: "missing-finished", severity: "warning", message: expect.stringContaining('no result for "a"') },
    ]);
  });

  it("is possible before anything has happened, and twice", async () => {
    const client = await startShop();
    const [first, second] = await Promise.all([client.close(), client.close()]);
    expect(first).toBe(second);
    expect(isAlive(client.pid)).toBe(false);
    await client.importsDone(1_000);
    await expect(client.retry()).rejects.toThrow("nothing to retry");
  });

  it("ends a process that is just being started", async () => {
    const client = new SimulatedClient({ integration: scriptCommand(() => ({})) });
    const starting = client.start();
    const closing = client.close();
    while (client.pid === undefined) await new Promise(setImmediate);
    const { pid } = client;
    expect(await closing).toMatchObject({ killed: expect.any(Boolean) });
    await starting;
    expect(isAlive(pid)).toBe(false);
    expect(client.pid).toBeUndefined();
    await expect(client.start()).rejects.toThrow("the client is closed");
  });

  it("does not wait for a descendant that keeps the pipes open", async () => {
    const client = await startScript(() => ({
      onReady: async () => {
        const { spawn } = await import("node:child_process");
        const game = spawn(process.execPath, ["-e", "setTimeout(() => undefined, 20000)"], {
          stdio: "inherit",
          detached: true,
        });
        console.log(JSON.stringify({ game: game.pid }));
      },
    }));
    const game = await client.waitFor(
      () => client.log.find(({ fields }) => fields?.["game"] !== undefined)?.fields?.["game"] as number | undefined,
    );
    await client.importsDone(10_000);
    try {
      expect(await client.close()).toMatchObject({ code: 0 });
      expect(isAlive(game)).toBe(true);
    } finally {
      process.kill(game, "SIGKILL");
    }
  });
});

describe("a disconnect", () => {
  it("ends the process and wipes what was imported and stored; Retry starts without them", async () => {
    const client = await startShop({ credentials: { token: "t" }, cache: { seen: "1" } });
    await client.importsDone(10_000);
    const { pid } = client;
    await client.disconnect();

    expect(isAlive(pid)).toBe(false);
    expect(client.status).toMatchObject({ state: "not connected", reason: "the user disconnected" });
    expect(JSON.parse(JSON.stringify(client.library))).toEqual({
      platform: "test",
      features: expect.any(Array),
      games: {},
      friends: {},
      subscriptions: {},
      rooms: {},
      cache: {},
    });
    expect(client.imports).toEqual({});

    await client.retry();
    await client.importsDone(10_000);
    expect(client.status.state).toBe("connected");
    expect(Object.keys(client.library.games)).toHaveLength(2);
    expect(client.problems).toEqual([]);
  });
});
