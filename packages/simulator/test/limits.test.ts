import { describe, expect, it } from "@jest/globals";
import { realTimings, type SimulatedClient, variedTimings } from "../src/index.js";
import { kindsOf, type Options, start, startScript } from "./support/integrations.js";
import { ManualClock } from "./support/manual-clock.js";

/** A client whose clock stands still. Notifications are accepted at once, so that only limits depend on the clock. */
async function startStill(
  script: Parameters<typeof startScript>[0],
  options: Options = {},
): Promise<{ client: SimulatedClient; clock: ManualClock }> {
  const clock = new ManualClock();
  const client = await startScript(script, { clock, ...options, timings: { started: 0, ...options.timings } });
  return { client, clock };
}

const sent = (client: SimulatedClient, method: string): number =>
  client.journal.filter((entry) => entry.type === "request" && entry.method === method).length;

describe("a time limit", () => {
  it("of 10 s applies to each request of the handshake", async () => {
    const { client, clock } = await startStill(({ silence }) => ({ answers: { initialize_cache: () => silence } }));
    await client.waitFor(() => sent(client, "initialize_cache") === 1);

    await clock.advance(9_999);
    expect(client.status.state).toBe("starting");
    await clock.advance(1);
    expect(client.status).toMatchObject({
      state: "not responding",
      reason: "initialize_cache: no response within 10 s",
    });

    await client.waitFor(() => client.status.state === "crashed");
    expect(kindsOf(client)).toEqual(["no-response"]);
  });

  it("of 15 s applies to a ping: the client requests shutdown, and kills the integration shortly after", async () => {
    const { client, clock } = await startStill(({ silence }) => ({
      features: ["ImportFriends"],
      answers: { ping: () => silence, shutdown: () => silence, import_friends: () => silence },
    }));
    await client.waitFor(() => sent(client, "import_friends") === 1);

    await clock.advance(14_999);
    expect(client.status.state).toBe("connected");
    expect(sent(client, "ping")).toBe(3);
    await clock.advance(1);
    expect(client.status).toMatchObject({ state: "not responding", reason: "no response to a ping within 15 s" });
    expect(client.imports.friends).toMatchObject({ state: "failed" });
    expect(sent(client, "shutdown")).toBe(1);

    await clock.advance(1_500);
    await client.waitFor(() => client.status.state === "crashed");
    expect(client.status.reason).toContain("SIGKILL");
    expect(sent(client, "ping")).toBe(3);
    expect(kindsOf(client)).toEqual(["no-response", "killed"]);
  });

  it("of 15 s does not end a session with responses to its pings, which are sent every 5.05 s", async () => {
    const { client, clock } = await startStill(() => ({}));
    await client.importsDone(10_000);
    const answered = (): number =>
      client.journal.filter(({ type, method }) => type === "response" && method === "ping").length;
    for (let count = 1; count <= 5; count++) {
      await client.waitFor(() => answered() === count);
      expect(sent(client, "ping")).toBe(count);
      await clock.advance(5_050);
    }
    expect(client.status.state).toBe("connected");
    expect(client.problems).toEqual([]);
  });

  it("of 120 s applies to the owned games; a later response is reported and dropped", async () => {
    const { client, clock } = await startStill(
      ({ ownedGames }) => {
        let answer = (): void => undefined;
        return {
          features: ["ImportOwnedGames", "LaunchGame"],
          answers: {
            import_owned_games: (_: object, self: any, id: string) => {
              answer = () => self.answer(id, ownedGames("a"));
              return new Promise(() => undefined);
            },
          },
          heard: {
            launch_game: () => {
              answer();
            },
          },
        };
      },
      { timings: { pingEvery: 1e9 } },
    );
    await client.waitFor(() => sent(client, "import_owned_games") === 1);
    await client.waitFor(() => client.journal.some(({ type, method }) => type === "response" && method === "ping"));

    await clock.advance(120_000);
    await client.importsDone(10_000);
    expect(client.imports.ownedGames).toMatchObject({ state: "failed", error: "no response within 120 s" });

    client.launchGame("go");
    await client.waitFor(() => client.problems.length === 2);
    expect(kindsOf(client)).toEqual(["no-response", "late-response"]);
    expect(client.library.games).toEqual({});
  });

  it("does not apply to other imports", async () => {
    const { client, clock } = await startStill(
      ({ silence }) => ({ features: ["ImportFriends"], answers: { import_friends: () => silence } }),
      { timings: { pingEvery: 1e9 } },
    );
    await client.waitFor(() => sent(client, "import_friends") === 1);
    await client.waitFor(() => client.journal.some(({ type, method }) => type === "response" && method === "ping"));

    await clock.advance(600_000);
    expect(client.imports.friends).toMatchObject({ state: "running" });
    expect(client.status.state).toBe("connected");
    await expect(client.importsDone(20)).rejects.toThrow(
      /after 20 ms: not everything is imported yet;.*connected[^]*running imports: friends 0\/0\n {2}no response yet: import_friends #\d+$/,
    );

    // What an earlier session has not answered is of no interest.
    await client.restart();
    await client.waitFor(() => sent(client, "import_friends") === 2);
    await expect(client.importsDone(20)).rejects.toThrow(/no response yet: import_friends #\d+$/);
  });

  it("of 1.5 s applies to the exit: the Python API needs a little more than a second", async () => {
    const { client, clock } = await startStill(({ process }) => ({
      onReady: ({ socket }: any) => {
        socket.removeAllListeners("end");
        socket.on("end", () => process.stderr.write("hung up\n"));
        setInterval(() => undefined, 1_000);
      },
    }));
    await client.importsDone(10_000);
    const pid = client.pid!;
    const end = client.close();
    await client.waitFor(() => client.log.some(({ text }) => text === "hung up"));

    await clock.advance(1_499);
    process.kill(pid, "SIGTERM");
    expect(await end).toEqual({ code: null, signal: "SIGTERM", killed: false });
    expect(client.problems).toEqual([]);
  });

  it("for the end of an import restarts when another import sends something", async () => {
    const { client, clock } = await startStill(({ later, ownedGames }) => ({
      features: ["ImportOwnedGames", "ImportAchievements", "ImportGameTime", "LaunchGame", "InstallGame"],
      answers: {
        import_owned_games: () => ownedGames("a"),
        start_achievements_import: (_: object, self: any) =>
          later(() => self.notify("game_achievements_import_success", { game_id: "a", unlocked_achievements: [] })),
        start_game_times_import: () => null,
      },
      heard: {
        launch_game: (_: object, self: any) => self.notify("game_time_import_success", { game_time: { game_id: "a" } }),
        install_game: (_: object, self: any) => {
          self.notify("game_times_import_finished");
          self.notify("achievements_import_finished");
        },
      },
    }));
    await client.waitFor(
      ({ imports, journal }) =>
        imports.achievements?.done === 1 &&
        journal.some(({ type, method }) => type === "response" && method === "start_game_times_import"),
    );

    await clock.advance(999);
    client.launchGame("a");
    await client.waitFor(() => client.imports.gameTimes?.done === 1);
    await clock.advance(999);
    expect(client.imports).toMatchObject({ achievements: { state: "running" }, gameTimes: { state: "running" } });
    client.installGame("a");
    await client.importsDone(10_000);
    expect(client.imports).toMatchObject({ achievements: { state: "finished" }, gameTimes: { state: "finished" } });
    await clock.advance(2_000);
    expect(client.problems).toEqual([]);
  });

  it("of 30 s applies to the connection", async () => {
    const clock = new ManualClock();
    const client = await start({
      integration: { command: process.execPath, args: ["-e", "setInterval(() => undefined, 1000)"] },
      clock,
    });

    await clock.advance(29_999);
    expect(client.status.state).toBe("starting");
    await clock.advance(1);
    expect(client.status).toMatchObject({ state: "not responding", reason: "did not connect within 30 s" });

    await clock.advance(1_500);
    await client.waitFor(() => client.status.state === "crashed");
    expect(client.status.reason).toContain("SIGKILL");
    expect(kindsOf(client)).toEqual(["not-connected", "killed"]);
  });
});

describe("the delays of the real client", () => {
  it("separate its messages", async () => {
    const clock = new ManualClock();
    const client = await startScript(
      ({ ownedGames }) => ({
        features: ["ImportInstalledGames", "ImportOwnedGames", "ImportAchievements"],
        answers: {
          import_local_games: () => ({ local_games: [] }),
          import_owned_games: () => ownedGames("a"),
          start_achievements_import: () => null,
        },
      }),
      { clock, timings: realTimings },
    );
    const times = new Map<string, number>();
    client.on("message", ({ direction, type, method, time }) => {
      if (direction === "sent" && type === "request" && !times.has(method ?? "")) times.set(method ?? "", time);
    });
    const answered = (method: string) => () =>
      client.journal.some((entry) => entry.type === "response" && entry.method === method);
    const started = clock.now();
    const soon = async (method: string): Promise<void> => {
      while (!times.has(method)) await clock.advance(10).then(() => new Promise((resolve) => setTimeout(resolve, 1)));
      await client.waitFor(answered(method));
    };
    for (const method of [
      "get_capabilities",
      "initialize_cache",
      "ping",
      "import_local_games",
      "init_authentication",
      "import_owned_games",
      "start_achievements_import",
    ])
      await soon(method);

    const gap = (from: string, to: string): number => (times.get(to) ?? 0) - (times.get(from) ?? 0);
    expect((times.get("get_capabilities") ?? 0) - started).toBeGreaterThanOrEqual(50);
    expect(gap("get_capabilities", "initialize_cache")).toBeGreaterThanOrEqual(100);
    expect(gap("initialize_cache", "ping")).toBeGreaterThanOrEqual(100);
    expect(gap("initialize_cache", "import_local_games")).toBeGreaterThanOrEqual(1_500);
    expect(gap("import_local_games", "init_authentication")).toBe(110);
    expect(gap("init_authentication", "import_owned_games")).toBeGreaterThanOrEqual(110);
    expect(gap("import_owned_games", "start_achievements_import")).toBeGreaterThanOrEqual(190);
  });

  it("vary from start to start within the known ranges, repeatably with a seed", () => {
    const draw = variedTimings(7);
    const starts = Array.from({ length: 200 }, draw);
    const again = variedTimings(7);
    expect(Array.from({ length: 200 }, again)).toEqual(starts);
    expect(variedTimings(8)()).not.toEqual(starts[0]);

    const capabilities = starts.map((timings) => timings.capabilities).sort((a, b) => a - b);
    expect(capabilities[0]).toBeGreaterThanOrEqual(30);
    expect(capabilities[0]).toBeLessThan(35);
    expect(capabilities[100]).toBeGreaterThan(40);
    expect(capabilities[100]).toBeLessThan(70);
    expect(capabilities[199]).toBeGreaterThan(300);
    expect(capabilities[199]).toBeLessThanOrEqual(770);
    for (const { pingLimit, firstRequests } of starts) {
      expect(pingLimit).toBe(realTimings.pingLimit);
      expect(firstRequests).toBeGreaterThanOrEqual(1_500);
      expect(firstRequests).toBeLessThanOrEqual(6_000);
    }
  });
});
