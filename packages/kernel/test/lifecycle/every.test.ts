import {
  Authenticate,
  BackendError,
  Every,
  GalaxyClient,
  LocalGames,
  type Milestone,
  OwnedGames,
  PassLoginCredentials,
  RetryAfter,
  Service,
} from "@galaxy-kit/sdk";
import { FakeClock } from "@galaxy-kit/testing";
import { describe, expect, it, jest } from "@jest/globals";
import { deferred, integration, Login, type Methods, pluginOf } from "../support/author.js";
import { notification, response, startRig } from "../support/rig.js";

const page = {
  nextStep: "web_session",
  authParams: { windowTitle: "", windowWidth: 1, windowHeight: 1, startUri: "https://x", endUriRegex: "." },
};
const ada = { userId: "1", userName: "Ada" };
const calls: Methods = { owned: [OwnedGames(), () => []], local: [LocalGames(), () => []] };

describe("@Every", () => {
  it.each<{ interval: `${number}${"ms" | "s" | "m" | "h" | "d"}`; milliseconds: number }>([
    { interval: "500ms", milliseconds: 500 },
    { interval: "5s", milliseconds: 5_000 },
    { interval: "1.5m", milliseconds: 90_000 },
    { interval: "2h", milliseconds: 7_200_000 },
    { interval: "1d", milliseconds: 86_400_000 },
  ])("$interval runs at once and then every $milliseconds ms", async ({ interval, milliseconds }) => {
    const run = jest.fn();
    const rig = await startRig(integration({ run: [Every(interval), run] }), { handshake: false });
    await rig.greet();
    expect(run.mock.calls).toEqual([[expect.any(AbortSignal)]]);
    await rig.clock.advance(`${milliseconds - 1}ms`);
    expect(run).toHaveBeenCalledTimes(1);
    await rig.clock.advance("1ms");
    expect(run).toHaveBeenCalledTimes(2);
  });

  it.each<{ after: Milestone | undefined; reachedBy: string; params?: object }>([
    { after: undefined, reachedBy: "initialize_cache", params: { data: {} } },
    { after: "handshake", reachedBy: "initialize_cache", params: { data: {} } },
    { after: "authentication", reachedBy: "init_authentication" },
    { after: "ownedGames", reachedBy: "import_owned_games" },
    { after: "localGames", reachedBy: "import_local_games" },
  ])("{ after: $after } starts after $reachedBy", async ({ after, reachedBy, params }) => {
    const run = jest.fn();
    const rig = await startRig(integration({ ...calls, run: [Every("10s", after ? { after } : {}), run] }), {
      handshake: false,
    });
    const others = ["initialize_cache", "init_authentication", "import_owned_games", "import_local_games"];
    if (reachedBy !== "initialize_cache") {
      await rig.handshake();
      for (const other of others.slice(1).filter((other) => other !== reachedBy)) await rig.request(other);
    }
    await rig.clock.advance("1m");
    expect(run).not.toHaveBeenCalled();

    await rig.request(reachedBy, params);
    expect(run).toHaveBeenCalledTimes(1);
    await rig.clock.advance("10s");
    expect(run).toHaveBeenCalledTimes(2);
    await rig.request(reachedBy, params);
    expect(run).toHaveBeenCalledTimes(2);
  });

  it("pauses what waits for the login while that is lost, which is reported once", async () => {
    const afterLogin = jest.fn();
    const always = jest.fn();
    const rig = await startRig(
      integration({
        login: [Authenticate(), () => ada],
        afterLogin: [Every("1m", { after: "authentication" }), afterLogin],
        always: [Every("1m"), always],
      }),
    );
    await rig.request("init_authentication");
    rig.take();
    const galaxy = rig.plugin.resolve(GalaxyClient);
    galaxy.lostAuthentication();
    galaxy.lostAuthentication();
    await rig.clock.advance("10m");
    expect(rig.take()).toEqual([notification("authentication_lost", null)]);
    expect(afterLogin).toHaveBeenCalledTimes(1);
    expect(always.mock.calls.length).toBeGreaterThan(9);
    await rig.request("init_authentication");
    await rig.clock.advance("1m");
    expect(afterLogin).toHaveBeenCalledTimes(2);
    galaxy.lostAuthentication();
    await rig.settled();
    expect(rig.messages.filter(({ method }) => method === "authentication_lost")).toHaveLength(2);
  });

  it("starts after the response, not with the request", async () => {
    const ownedGames = deferred<[]>();
    const run = jest.fn(() => {
      rig.plugin.resolve(GalaxyClient).notify("run");
    });
    const rig = await startRig(
      integration({
        owned: [OwnedGames(), () => ownedGames.promise],
        run: [Every("1s", { after: "ownedGames" }), run],
      }),
    );
    await rig.request("import_owned_games");
    expect(run).not.toHaveBeenCalled();
    ownedGames.resolve([]);
    await rig.settled();
    expect(rig.take()).toEqual([response("100", { owned_games: [] }), notification("run", null)]);
  });

  it("does not start after a request that failed", async () => {
    const run = jest.fn();
    const rig = await startRig(
      integration({
        login: [
          Authenticate(),
          () => {
            throw new BackendError();
          },
        ],
        owned: [OwnedGames(), () => "wrong"],
        afterLogin: [Every("1s", { after: "authentication" }), run],
        afterGames: [Every("1s", { after: "ownedGames" }), run],
      }),
    );
    await rig.request("init_authentication");
    await rig.request("import_owned_games");
    expect(run).not.toHaveBeenCalled();
  });

  it("waits for the end of the login window after authentication", async () => {
    const run = jest.fn();
    const rig = await startRig(
      integration({
        login: [Authenticate(), () => page],
        done: [PassLoginCredentials(), () => ada],
        run: [Every("1s", { after: "authentication" }), run],
      }),
    );
    await rig.request("init_authentication");
    expect(run).not.toHaveBeenCalled();
    await rig.request("pass_login_credentials", { step: "", credentials: { end_uri: "https://x" }, cookies: [] });
    expect(run).toHaveBeenCalledTimes(1);
  });

  it("never overlaps: the next run starts one interval after the last one ended", async () => {
    const times: number[] = [];
    const rig = await startRig(
      integration({
        run: [
          Every("10s"),
          async () => {
            times.push(rig.clock.now() - start);
            await rig.clock.sleep(25_000);
          },
        ],
      }),
      { handshake: false },
    );
    const start = rig.clock.now();
    await rig.greet();
    await rig.clock.advance("100s");
    expect(times).toEqual([0, 35_000, 70_000]);
  });

  it("runs again after an error, which is logged", async () => {
    const run = jest.fn().mockImplementationOnce(() => {
      throw new Error("odd");
    });
    const rig = await startRig(integration({ run: [Every("10s"), run] }));
    await rig.clock.advance("10s");
    expect(run).toHaveBeenCalledTimes(2);
    expect(rig.log.messages("error")).toEqual(["Author.run threw"]);
  });

  it("can be used twice on one method and on several methods", async () => {
    const run = jest.fn();
    const other = jest.fn();
    const rig = await startRig(integration({ run: [Every("10s"), Every("15s"), run], other: [Every("10s"), other] }));
    await rig.clock.advance("30s");
    expect(run).toHaveBeenCalledTimes(4 + 3);
    expect(other).toHaveBeenCalledTimes(4);
  });

  it("logs an error once, and that it works again; another error is logged, too", async () => {
    const errors = [new Error("down"), new Error("down"), undefined, new Error("down"), new Error("odd")];
    const run = jest.fn(() => {
      const error = errors.shift();
      if (error) throw error;
    });
    const rig = await startRig(integration({ run: [Every("1m"), run] }));
    await rig.clock.advance("5m");
    const recoveries = rig.log.entries.filter(({ message }) => message.includes("works again"));
    expect(recoveries.map(({ message, failedRuns, seconds }) => [message, failedRuns, seconds])).toEqual([
      ["Author.run works again after 2 minutes", 2, 120],
      ["Author.run works again after 2 minutes", 2, 120],
    ]);
    expect(rig.log.messages("error")).toEqual(["Author.run threw", "Author.run threw", "Author.run threw"]);
  });

  it("backs off while it fails, up to a limit, and is as fast as before once it succeeds", async () => {
    const times: number[] = [];
    const fails = [true, true, true, true, false, false, true];
    const rig = await startRig(
      integration({
        run: [
          Every("10s", { backoff: { from: "30s", to: "2m" } }),
          () => {
            times.push(rig.clock.now() - start);
            if (fails.shift()) throw new BackendError();
          },
        ],
      }),
      { handshake: false },
    );
    const start = rig.clock.now();
    await rig.greet();
    await rig.clock.advance("6m");
    expect(times.map((time) => time / 1000)).toEqual([0, 30, 90, 210, 330, 340, 350]);
  });

  it("waits as long as RetryAfter says, once, whatever the back-off says", async () => {
    const times: number[] = [];
    const rig = await startRig(
      integration({
        run: [
          Every("1m", { backoff: { from: "1s", to: "1s" } }),
          () => {
            times.push(rig.clock.now() - start);
            if (times.length === 1) throw new RetryAfter("7m");
          },
        ],
      }),
      { handshake: false },
    );
    const start = rig.clock.now();
    await rig.greet();
    await rig.clock.advance("9m");
    expect(times.map((time) => time / 60_000)).toEqual([0, 7, 8, 9]);
    expect(rig.warnings).toEqual(["Author.run failed with TooManyRequests: The service asks to wait for 7m"]);
  });

  it("runs again after an error whose delay is not a duration, but the author's own", async () => {
    class Busy extends BackendError {
      readonly delay = 30;
    }
    const run = jest.fn(() => {
      throw new Busy();
    });
    const rig = await startRig(integration({ run: [Every("1m"), run] }));
    await rig.clock.advance("2m");
    expect(run).toHaveBeenCalledTimes(3);
  });

  it("that takes longer than timeLimit frees its place, and its signal fires", async () => {
    const signals: AbortSignal[] = [];
    const rig = await startRig(
      integration({
        run: [
          Every("10s", { timeLimit: "20s" }),
          (signal: AbortSignal) => {
            signals.push(signal);
            return signals.length === 1 ? new Promise(() => undefined) : undefined;
          },
        ],
      }),
    );
    await rig.clock.advance("19s");
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
    await rig.clock.advance("11s");
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    expect(rig.log.messages("error")).toEqual([
      'Author.run (@Every("10s")) took longer than 20 s; set timeLimit if it may take that long',
    ]);
    await rig.request("shutdown");
    expect(signals[1]?.aborted).toBe(false); // that run is over
  });

  it("leaves runs out while its condition is false; the condition gets the instance", async () => {
    @Service()
    class Games {
      running = 0;
      checks = 0;

      @Every("10s", { while: (games: Games) => games.running > 0 })
      check() {
        this.checks++;
      }
    }
    const rig = await startRig(pluginOf([Login, Games]));
    const games = rig.plugin.resolve(Games);
    await rig.clock.advance("1m");
    expect(games.checks).toBe(0);
    games.running = 1;
    await rig.clock.advance("20s");
    expect(games.checks).toBe(2);
  });

  it("has pauses within its jitter, which are not all the same", async () => {
    const times: number[] = [];
    const rig = await startRig(
      integration({ run: [Every("100s", { jitter: "20%" }), () => times.push(rig.clock.now())] }),
    );
    await rig.clock.advance("1h");
    const pauses = times.slice(1).map((time, index) => (time - (times[index] ?? 0)) / 1000);
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(80);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(120);
    expect(new Set(pauses).size).toBeGreaterThan(1);
    // Tools refuse fractions of a millisecond.
    expect(times.filter((time) => !Number.isInteger(time))).toEqual([]);
  });

  it("runs once after the computer was asleep, not once for each interval that was missed", async () => {
    let asleep = 0;
    class SleepingClock extends FakeClock {
      // The computer's clock goes on while it sleeps; timers do not.
      override now(): number {
        return super.now() + asleep;
      }
    }
    const run = jest.fn();
    const clock = new SleepingClock();
    await startRig(integration({ run: [Every("10m"), run] }), { clock });
    expect(run).toHaveBeenCalledTimes(1);
    await clock.advance("1m");
    asleep = 8 * 3_600_000;
    await clock.advance("30s");
    expect(run).toHaveBeenCalledTimes(2);
    await clock.advance("9m");
    expect(run).toHaveBeenCalledTimes(2);
    await clock.advance("1m");
    expect(run).toHaveBeenCalledTimes(3);
  });

  it("starts nothing while the integration closes, even if a milestone is reached then", async () => {
    const run = jest.fn();
    const rig = await startRig(
      integration({ ...calls, soon: [Every("10s"), run], later: [Every("1s", { after: "ownedGames" }), run] }),
    );
    run.mockClear();
    rig.deliver(
      { jsonrpc: "2.0", id: "a", method: "import_owned_games" },
      { jsonrpc: "2.0", id: "end", method: "shutdown" },
    );
    await rig.clock.advance("1m");
    expect(run).not.toHaveBeenCalled();
  });
});
