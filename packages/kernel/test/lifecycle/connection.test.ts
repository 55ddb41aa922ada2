import {
  Authenticate,
  Connection,
  type ConnectionOptions,
  type ConnectionRun,
  GalaxyClient,
  LocalGames,
  type Milestone,
  NetworkError,
  OwnedGames,
  RetryAfter,
  Service,
} from "@galaxy-kit/sdk";
import { FakeClock } from "@galaxy-kit/testing";
import { describe, expect, it, jest } from "@jest/globals";
import { type Deferred, deferred, integration, Login, type Methods, never, pluginOf } from "../support/author.js";
import { type Rig, startRig } from "../support/rig.js";

/** One call of the method, which ends as the test says. */
interface Call extends ConnectionRun {
  readonly at: number;
  readonly end: Deferred<void>;
}

/** An integration with a connection to a platform that is the test. */
class Platform {
  readonly calls: Call[] = [];
  readonly clock = new FakeClock();
  rig!: Rig;
  /** What each call does at once. */
  behavior: (call: Call) => void = () => undefined;

  static async start(options: ConnectionOptions = {}, methods: Methods = {}): Promise<Platform> {
    const platform = new Platform();
    const follow = async (run: ConnectionRun): Promise<void> => {
      const call = { ...run, at: platform.clock.now(), end: deferred() };
      platform.calls.push(call);
      // As a socket does that is closed.
      run.signal.addEventListener("abort", () => call.end.reject(run.signal.reason));
      platform.behavior(call);
      await call.end.promise;
    };
    const plugin = integration({ ...methods, follow: [Connection(options), follow] });
    platform.rig = await startRig(plugin, { clock: platform.clock });
    return platform;
  }

  get last(): Call {
    return this.calls.at(-1)!;
  }

  /** The seconds between the calls. */
  get pauses(): readonly number[] {
    return this.calls.slice(1).map(({ at }, index) => (at - this.calls[index]!.at) / 1000);
  }

  get state() {
    return this.rig.plugin.parts.find(({ kind }) => kind === "connection");
  }

  async login(): Promise<void> {
    await this.rig.request("init_authentication");
  }

  async breakDown(error: unknown = new NetworkError("reset")): Promise<void> {
    this.last.end.reject(error);
    await this.rig.settled();
  }
}

const messages = (platform: Platform) =>
  platform.rig.log.entries.map(({ message }) => message).filter((message) => message.startsWith("Author.follow"));

describe("@Connection", () => {
  it.each<{ after: Milestone | undefined; reachedBy: string }>([
    { after: undefined, reachedBy: "init_authentication" },
    { after: "ownedGames", reachedBy: "import_owned_games" },
    { after: "localGames", reachedBy: "import_local_games" },
  ])("{ after: $after } connects after $reachedBy, once", async ({ after, reachedBy }) => {
    const games: Methods = { owned: [OwnedGames(), () => []], local: [LocalGames(), () => []] };
    const platform = await Platform.start(after ? { after } : {}, games);
    const others = ["init_authentication", "import_owned_games", "import_local_games"];
    for (const other of others.filter((other) => other !== reachedBy)) await platform.rig.request(other);
    await platform.clock.advance("10s");
    expect(platform.calls).toHaveLength(0);
    await platform.rig.request(reachedBy);
    expect(platform.calls).toHaveLength(1);
    await platform.rig.request(reachedBy);
    expect(platform.calls).toHaveLength(1);
  });

  it("keeps a connection as long as it lasts, without a time limit, and logs nothing", async () => {
    const platform = await Platform.start();
    await platform.login();
    const since = platform.clock.now();
    platform.last.connected();
    await platform.clock.advance("12h");
    expect(platform.calls).toHaveLength(1);
    expect(platform.last.signal.aborted).toBe(false);
    expect(platform.state).toMatchObject({ state: "connected", connectedAt: since, failingSince: undefined });
    expect(messages(platform)).toEqual([]);
  });

  it("connects again when it is lost, and logs that once, and once that it is back", async () => {
    const platform = await Platform.start();
    await platform.login();
    platform.last.connected();
    await platform.clock.advance("3h");
    await platform.breakDown();
    const since = platform.clock.now();
    expect(platform.state).toMatchObject({ state: "waiting", failingSince: since, error: "NetworkError: reset" });
    platform.behavior = () => void platform.breakDown();
    await platform.clock.advance("10m");
    platform.behavior = (call) => call.connected();
    await platform.clock.advance("1m");
    expect(platform.state).toMatchObject({ state: "connected", failingSince: undefined, error: undefined });
    expect(messages(platform)).toEqual([
      "Author.follow failed with NetworkError: reset; it was connected for 3 hours",
      expect.stringMatching(/^Author\.follow is connected again after 1[01] minutes$/),
    ]);
  });

  it("connects again when the method returns", async () => {
    const platform = await Platform.start();
    await platform.login();
    platform.last.connected();
    await platform.clock.advance("2h");
    platform.last.end.resolve();
    await platform.clock.advance("1s");
    expect(platform.calls).toHaveLength(2);
    platform.last.connected();
    expect(messages(platform)).toEqual([
      "Author.follow has lost its connection after 2 hours",
      "Author.follow is connected again after 1 second",
    ]);
    expect(platform.state).toMatchObject({ state: "connected", error: undefined });
  });

  it("pauses longer after each attempt that fails, up to a minute, and never as long as others", async () => {
    const platform = await Platform.start();
    platform.behavior = () => void platform.breakDown();
    await platform.login();
    await platform.clock.advance("1h");
    const longest = [1, 2, 4, 8, 16, 32, 60, 60, 60];
    platform.pauses.slice(0, longest.length).forEach((pause, index) => {
      expect(pause).toBeLessThanOrEqual(longest[index]!);
      expect(pause).toBeGreaterThanOrEqual(longest[index]! / 2);
    });
    expect(new Set(platform.pauses).size).toBeGreaterThan(10);
    expect(messages(platform)).toEqual(["Author.follow failed with NetworkError: reset"]);
  });

  it("starts the pauses over after a connection that has lasted", async () => {
    const platform = await Platform.start({ backoff: { from: "10s", to: "5m" } });
    platform.behavior = () => void platform.breakDown();
    await platform.login();
    await platform.clock.advance("20m");
    platform.behavior = (call) => call.connected();
    await platform.clock.advance("7m");
    expect(platform.state).toMatchObject({ state: "connected" });
    await platform.breakDown();
    const connections = platform.calls.length;
    await platform.clock.advance("10s");
    expect(platform.calls).toHaveLength(connections + 1);
  });

  it("does not connect ever faster to a platform that hangs up at once, which is one outage", async () => {
    const platform = await Platform.start();
    platform.behavior = (call) => {
      call.connected();
      void platform.breakDown();
    };
    await platform.login();
    await platform.clock.advance("10m");
    expect(platform.calls.length).toBeLessThan(30);
    expect(platform.pauses.at(-1)).toBeGreaterThanOrEqual(30);
    platform.behavior = (call) => call.connected();
    await platform.clock.advance("1m");
    expect(platform.state).toMatchObject({ state: "connected", error: "NetworkError: reset" });
    await platform.clock.advance("90s");
    expect(platform.state).toMatchObject({ state: "connected", error: undefined });
    expect(messages(platform)).toEqual([
      "Author.follow failed with NetworkError: reset; it was connected for 1 second",
      "Author.follow is connected again after 1 second",
      "Author.follow failed with NetworkError: reset; it was connected for 1 second",
      expect.stringMatching(/^Author\.follow is connected again after 1[123] minutes$/),
    ]);
  });

  it("waits as long as RetryAfter says", async () => {
    const platform = await Platform.start();
    await platform.login();
    await platform.breakDown(new RetryAfter("7m"));
    expect(platform.state).toMatchObject({ state: "waiting", nextAt: platform.clock.now() + 7 * 60_000 });
    await platform.clock.advance("419s");
    expect(platform.calls).toHaveLength(1);
    await platform.clock.advance("1s");
    expect(platform.calls).toHaveLength(2);
  });

  it("gives up an attempt that does not call connected() in time, and says what to write", async () => {
    const platform = await Platform.start({ connectWithin: "10s" });
    await platform.login();
    await platform.clock.advance("9s");
    expect(platform.state).toMatchObject({ state: "connecting" });
    expect(platform.last.signal.aborted).toBe(false);
    await platform.clock.advance("1s");
    expect(platform.last.signal.aborted).toBe(true);
    platform.last.connected();
    expect(platform.state).toMatchObject({ state: "waiting" });
    await platform.clock.advance("1s");
    expect(platform.calls).toHaveLength(2);
    expect(messages(platform)).toEqual([
      "Author.follow (@Connection()) did not call connected() within 10 s. Take connected from its argument, { signal, connected }, and call it once the platform has accepted the connection; if connecting takes longer, set connectWithin.",
    ]);
  });

  it("knows that an author who has called connected() before is not the reason why the next attempt takes too long", async () => {
    const platform = await Platform.start();
    await platform.login();
    platform.last.connected();
    await platform.clock.advance("1h");
    await platform.breakDown();
    await platform.clock.advance("32s");
    expect(messages(platform)).toEqual([
      "Author.follow failed with NetworkError: reset; it was connected for 1 hour",
      "Author.follow failed with BackendTimeout: no connection within 30 s",
    ]);
  });

  it("says what to write if the method returns without having called connected()", async () => {
    const platform = await Platform.start();
    await platform.login();
    platform.last.end.resolve();
    await platform.rig.settled();
    expect(messages(platform)).toEqual([
      "Author.follow (@Connection()) returned without calling connected(). Take connected from its argument, { signal, connected }, and call it once the platform has accepted the connection, and return when it is over.",
    ]);
  });

  it("ends while the login is lost, and begins again after the next login, at once", async () => {
    const platform = await Platform.start();
    await platform.login();
    platform.last.connected();
    platform.rig.plugin.resolve(GalaxyClient).lostAuthentication();
    expect(platform.last.signal.aborted).toBe(true);
    await platform.clock.advance("1h");
    expect(platform.calls).toHaveLength(1);
    expect(platform.state).toMatchObject({ state: "waiting", failingSince: undefined });
    await platform.login();
    expect(platform.calls).toHaveLength(2);
    expect(platform.last.signal.aborted).toBe(false);
    expect(messages(platform)).toEqual(["Author.follow ends its connection: the login is over"]);
  });

  it("does not make a new login wait for a pause", async () => {
    const platform = await Platform.start();
    await platform.login();
    await platform.breakDown(new RetryAfter("1h"));
    platform.rig.plugin.resolve(GalaxyClient).lostAuthentication();
    await platform.login();
    expect(platform.calls).toHaveLength(2);
  });

  it("begins again when another user logs in, but not when the same one does", async () => {
    const users = ["1", "1", "2"];
    const login: Methods = { login: [Authenticate(), () => ({ userId: users.shift(), userName: "Ada" })] };
    const platform = await Platform.start({}, login);
    await platform.login();
    platform.last.connected();
    await platform.login();
    expect(platform.calls).toHaveLength(1);
    await platform.login();
    expect(platform.calls.map(({ signal }) => signal.aborted)).toEqual([true, false]);
  });

  it("does not depend on the login after another milestone", async () => {
    const platform = await Platform.start({ after: "handshake" });
    platform.last.connected();
    platform.rig.plugin.resolve(GalaxyClient).lostAuthentication();
    await platform.clock.advance("1m");
    expect(platform.calls.map(({ signal }) => signal.aborted)).toEqual([false]);
  });

  it("connects anew after the computer was asleep", async () => {
    const platform = await Platform.start();
    await platform.login();
    platform.last.connected();
    await platform.clock.advance("10m");
    platform.clock.jump("8h");
    await platform.clock.advance("30s");
    expect(platform.calls.map(({ signal }) => signal.aborted)).toEqual([true, false]);
    expect(messages(platform)).toEqual(["Author.follow ends its connection: the computer was asleep"]);
  });

  it("does not wait for a pause that has passed while the computer was asleep", async () => {
    const platform = await Platform.start();
    await platform.login();
    await platform.breakDown(new RetryAfter("2h"));
    await platform.clock.advance("1s");
    platform.clock.jump("8h");
    await platform.clock.advance("30s");
    expect(platform.calls).toHaveLength(2);
  });

  it("exists only while its condition is true; the condition gets the instance", async () => {
    @Service()
    class Presence {
      isShown = false;
      readonly runs: ConnectionRun[] = [];

      @Connection({ while: (presence: Presence) => presence.isShown })
      async follow(run: ConnectionRun) {
        this.runs.push(run);
        run.connected();
        await new Promise((_, reject) => run.signal.addEventListener("abort", reject));
      }
    }
    const rig = await startRig(pluginOf([Login, Presence]));
    await rig.request("init_authentication");
    const presence = rig.plugin.resolve(Presence);
    await rig.clock.advance("10m");
    expect(presence.runs).toHaveLength(0);
    presence.isShown = true;
    await rig.clock.advance("1s");
    expect(presence.runs).toHaveLength(1);
    presence.isShown = false;
    await rig.clock.advance("10s");
    expect(presence.runs.map(({ signal }) => signal.aborted)).toEqual([true]);
  });

  it("logs what its condition throws, and asks it again after a pause", async () => {
    let asked = 0;
    const condition = (): boolean => {
      asked += 1;
      throw new Error("odd");
    };
    const platform = await Platform.start({ while: condition });
    await platform.login();
    await platform.clock.advance("1m");
    expect(asked).toBeGreaterThan(3);
    expect(platform.calls).toHaveLength(0);
    expect(messages(platform)).toEqual(["Author.follow threw"]);
  });

  it("waits for the end of a connection before it begins the next, and warns once about a method that ignores its signal", async () => {
    const runs: ConnectionRun[] = [];
    const rig = await startRig(
      integration({
        follow: [
          Connection(),
          (run: ConnectionRun) => {
            runs.push(run);
            return never();
          },
        ],
      }),
    );
    await rig.request("init_authentication");
    await rig.clock.advance("34s");
    expect(runs.map(({ signal }) => signal.aborted)).toEqual([true]);
    await rig.clock.advance("2s");
    expect(runs.map(({ signal }) => signal.aborted)).toEqual([true, false]);
    await rig.clock.advance("5m");
    expect(rig.warnings).toEqual([
      "Author.follow was still running 5 s after its signal had fired, so it may have two connections at a time. Pass the signal to whatever the method waits for.",
    ]);
  });

  it("ends when the integration closes, and nothing is logged but that", async () => {
    const platform = await Platform.start();
    await platform.login();
    platform.last.connected();
    await platform.rig.request("shutdown");
    expect(platform.last.signal.aborted).toBe(true);
    await platform.clock.advance("1m");
    expect(platform.calls).toHaveLength(1);
    expect(messages(platform)).toEqual([]);
  });

  it("lets go of what a method has left open when it ends", async () => {
    const platform = await Platform.start();
    await platform.login();
    platform.last.connected();
    platform.last.end.resolve();
    await platform.rig.settled();
    expect(platform.last.signal.aborted).toBe(true);
  });

  it("can be on several methods, each with a connection of its own", async () => {
    const follow = jest.fn(() => never());
    const rig = await startRig(integration({ one: [Connection(), follow], two: [Connection(), follow] }));
    await rig.request("init_authentication");
    expect(follow).toHaveBeenCalledTimes(2);
  });
});
