import { Duplex } from "node:stream";
import { describe, expect, it, jest } from "@jest/globals";
import {
  assertScenario,
  type DataStep,
  defineScenario,
  describeScenarioResult,
  type FunctionStep,
  memoryStore,
  runScenario,
  type Scenario,
  type ScenarioOptions,
  type ScenarioResult,
  type StepResult,
} from "../../src/index.js";
import { loginWindow, shop } from "./support/shops.js";

jest.setTimeout(60_000);

type Steps = (DataStep | FunctionStep)[];

async function run(steps: Steps, options: Partial<ScenarioOptions> = {}): Promise<ScenarioResult> {
  return await runScenario({ name: "it", steps }, { integration: shop(), loginWindow, ...options });
}

const outcomes = ({ steps }: ScenarioResult) => steps.map(({ outcome }) => outcome);
const connected: Steps = [{ start: {} }, { waitFor: { state: "connected" } }, { importsDone: true }];

describe("the steps of a scenario", () => {
  it("cover everything that happens on the wire", async () => {
    await assertScenario(
      defineScenario({
        name: "a tour",
        steps: [
          ...connected,
          {
            expect: {
              problems: [],
              library: { user: { userName: "Jo" }, games: { g2: { owned: true, timePlayed: 7 } } },
            },
          },
          { expect: { imports: { ownedGames: { state: "finished", done: 3 } }, reason: { $matches: "logged in" } } },
          { expect: { received: { $contains: [{ type: "notification", method: "store_credentials" }] } } },
          { request: { method: "import_owned_games", result: { owned_games: { $contains: [{ game_id: "g3" }] } } } },
          { request: { method: "no_such_method", error: { code: -32601 } } },
          { request: { method: "start_game_times_import", params: { game_ids: "$ownedGames" }, result: null } },
          { notify: { method: "launch_game", params: { game_id: "$ownedGame" } } },
          { waitFor: { log: { $contains: ['received launch_game {"game_id":"g1"}'] } } },
          { close: { graceful: true } },
          { expect: { exit: { code: 0, killed: false }, state: "closed" } },
        ],
      }),
      { integration: shop(), loginWindow },
    );
  });

  it("may send a request whose response importsDone waits for and checks", async () => {
    const request = { method: "import_owned_games", wait: false };
    const early: Steps = [{ start: { handshakeOnly: true } }, { waitFor: { state: "connecting" } }];
    const logIn: Steps = [{ synchronize: true }, { waitFor: { state: "connected" } }, { importsDone: true }];
    const integration = shop("imports nothing before the login");
    const passed = await run([...early, { request }, ...logIn], { integration });
    expect(passed.passed).toBe(true);
    const failed = await run([...early, { request: { ...request, result: null } }, ...logIn], { integration });
    expect(failed.steps.find(({ outcome }) => outcome === "failed")?.name).toMatch(/^importsDone/);
    expect(describeScenarioResult(failed)).toContain("the response to import_owned_games differs");
  });

  it("know the games of the client before, until the next one has imported some", async () => {
    const result = await run([
      ...connected,
      { close: true },
      { start: { handshakeOnly: true } },
      { waitFor: { state: "connecting" } },
      { notify: { method: "launch_game", params: { game_id: "$ownedGame" } } },
      { waitFor: { log: { $contains: ['received launch_game {"game_id":"g1"}'] } } },
    ]);
    expect(result.passed).toBe(true);
  });

  it("can lift the limits of the wire again", async () => {
    const result = await run([
      ...connected,
      { wire: { readAtMost: 0, writeInPiecesOf: 1 } },
      { wire: { readAtMost: true, writeInPiecesOf: true } },
      { request: { method: "import_owned_games" }, limit: 5_000 },
    ]);
    expect(result.passed).toBe(true);
  });

  it("can be functions, which can do what other steps do", async () => {
    const result = await run([
      ...connected,
      async function asksAgain({ client, do: act, expect: compare, note }) {
        await act({ import: "achievements" });
        compare(client.library.games, { g1: { achievements: [{ achievementId: "g1-first" }] } });
        note("all there");
      },
    ]);
    expect(result.steps.at(-1)).toMatchObject({ name: "asksAgain", outcome: "passed", notes: ["all there"] });
  });

  it("are skipped with a note if the integration does not support what they need", async () => {
    const result = await run([
      ...connected,
      { request: { method: "import_friends" }, ifAnnounced: ["ImportFriends"] },
      { storm: { requests: 5, kinds: ["localSizes"] } },
    ]);
    expect(result.passed).toBe(true);
    expect(result.steps.slice(-2)).toMatchObject([
      { outcome: "skipped", notes: ["the integration has not announced ImportFriends"] },
      { outcome: "skipped", notes: ["the integration has announced no import of localSizes"] },
    ]);
  });

  it("are reported as they complete", async () => {
    const reported: StepResult[] = [];
    const { steps } = await run([{ note: "the beginning", start: {} }, { pause: 0 }], {
      onStep: (step) => reported.push(step),
    });
    expect(reported).toEqual(steps);
    expect(reported.map(({ name }) => name)).toEqual(["the beginning", "pause 0"]);
  });

  it("fail without rejecting; later steps are not run, and no process is left behind", async () => {
    let pid = 0;
    const look: FunctionStep = ({ client }) => void (pid = client.pid!);
    const result = await run([...connected, look, { expect: { state: "crashed" } }, { pause: 60_000 }]);
    expect(result.passed).toBe(false);
    expect(outcomes(result)).toEqual(["passed", "passed", "passed", "passed", "failed", "not run"]);
    expect(() => process.kill(pid, 0)).toThrow("ESRCH");
  });

  const failing: [what: string, steps: Steps, message: string][] = [
    [
      "no client was started",
      [{ importsDone: true }],
      'no client was started: add a step { "start": {} } before this one',
    ],
    [
      "a client is already running",
      [{ start: {} }, { start: {} }],
      "the client is running: close it before starting it again",
    ],
    [
      "a response differs",
      [...connected, { request: { method: "ping", error: { code: 1 } } }],
      "the response to ping differs",
    ],
    [
      "a response is late",
      [...connected, { request: { method: "ping", within: 0 } }],
      "the response to ping took too long",
    ],
    [
      "nothing is remembered",
      [...connected, { expect: { unchangedSince: "then" } }],
      'nothing is remembered as "then": add a step "remember"',
    ],
    [
      "an import is not announced",
      [...connected, { import: "friends" }],
      "friends: the integration has not announced ImportFriends",
    ],
    ["a function throws", [() => Promise.reject(new Error("no luck"))], "no luck"],
  ];
  it.each(failing)("fail when %s", async (_what, steps, message) => {
    const { steps: results } = await run(steps);
    expect(results.at(-1)?.failure?.message).toContain(message);
  });
});

describe("a time limit", () => {
  it("fails the step and shows the current values", async () => {
    const result = await run([...connected, { waitFor: { library: { games: { g9: {} } } }, limit: 300 }]);
    expect(result.steps.at(-1)?.failure).toMatchObject({
      message: "the condition was not met in time",
      difference: expect.stringContaining('-       "g9": {}'),
    });
  });

  it("ends a request that gets no response, and shows the state of the client", async () => {
    const slow = await run(
      [...connected.slice(0, 2), { request: { method: "start_achievements_import" }, limit: 300 }],
      { integration: shop("does not respond to imports") },
    );
    expect(slow.steps.at(-1)?.failure?.message).toMatch(
      /^took longer than 300 ms; state: connected \(logged in as Jo\); imports still running: .*achievements 0\/3/,
    );
  });

  it("keeps a step that exceeded it from starting anything else", async () => {
    let starts = 0;
    const silent = () => {
      starts++;
      return new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done(), final: () => undefined });
    };
    const steps: Steps = [{ start: { timings: { killLimit: 300 } } }, { restart: {}, limit: 50 }];
    const result = await run(steps, { integration: { stream: silent } });
    expect(outcomes(result)).toEqual(["passed", "failed"]);
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(starts).toBe(1);
  });

  it("applies to the scenario as a whole", async () => {
    const scenario = { name: "endless", limit: 500, steps: [{ start: {} }, { pause: 60_000 }] };
    const result = await runScenario(scenario, { integration: shop() });
    expect(result.steps.at(-1)).toMatchObject({
      outcome: "failed",
      failure: { message: expect.stringContaining("took longer") },
    });
  });
});

describe("a login", () => {
  it("ends as a step says, without the login window of the options", async () => {
    const result = await run([
      { login: { endUri: "https://shop.test/done?name=Al" } },
      ...connected,
      { expect: { library: { user: { userName: "Al" } } } },
    ]);
    expect(result.passed).toBe(true);
  });

  it("is not needed with stored credentials", async () => {
    const closed: Steps = [{ login: "closed" }, ...connected, { expect: { library: { user: { userName: "Bo" } } } }];
    expect(await run(closed, { credentials: { name: "Bo" } })).toMatchObject({ passed: true });
    expect(await run(closed, { store: memoryStore({ credentials: { name: "Bo" }, cache: {} }) })).toMatchObject({
      passed: true,
    });
    const stored: Steps = [
      { login: "closed" },
      { start: { stored: { credentials: { name: "Bo" } } } },
      ...closed.slice(2),
    ];
    expect(await run(stored)).toMatchObject({ passed: true });
  });

  it("without an end is a problem that says what to add", async () => {
    const result = await runScenario(
      { name: "x", steps: [{ start: {} }, { waitFor: { state: "not connected" } }] },
      { integration: shop() },
    );
    expect(result.problems).toMatchObject([
      {
        message: expect.stringMatching(
          /add a step \{ "login": … \} before it, log in with galaxy-kit dev once, .* galaxy-kit scenario --login FILE/,
        ),
      },
    ]);
  });

  it("without an end is not waited for", async () => {
    const steps: Steps = [{ start: {} }, { waitFor: { state: "connected" }, limit: 50_000 }];
    const { steps: results } = await runScenario({ name: "x", steps }, { integration: shop() });
    expect(results[1]).toMatchObject({ outcome: "failed", failure: { message: "the integration needs a login" } });
  });

  it("may get its end later", async () => {
    const late: Steps = [
      { start: {} },
      { waitFor: { state: "not connected" } },
      { login: { endUri: "https://shop.test/done?name=Jo" } },
      { retry: true },
      { waitFor: { state: "connected" } },
    ];
    expect(await runScenario({ name: "x", steps: late }, { integration: shop() })).toMatchObject({ passed: true });
  });
});

describe("the report", () => {
  it("shows the step, the difference, the last messages and the last log lines", async () => {
    const result = await run([
      ...connected,
      { notify: { method: "launch_game", params: { game_id: "g1" } } },
      { waitFor: { log: { $contains: ['received launch_game {"game_id":"g1"}'] } } },
      { request: { method: "no_such_method" } },
      { note: "the user is someone else", expect: { library: { user: { userName: "Al" } } } },
      { close: true },
    ]);
    const text = describeScenarioResult(result);
    for (const line of [
      /^✗ it \(\d+\.\d s\)$/m,
      /^ {2}✓ start \(\d+\.\d s\)$/m,
      /^ {2}✓ request .*: error response: Method not found \(code -32601\)$/m,
      /^ {2}✗ the user is someone else/m,
      /^ {4}- {7}"userName": "Al"$/m,
      /^ {4}\+ {7}"userName": "Jo"$/m,
      /^ {4}close \(not run\)$/m,
      /^Last messages:$/m,
      /^ {2}→ request no_such_method #\d+, \d+ bytes: \{\}$/m,
      /^ {2}← response no_such_method #\d+, \d+ bytes: \{"code":-32601/m,
      /^Last lines of the log:\n {2}received launch_game/m,
    ]) {
      expect(text).toMatch(line);
    }
  });

  it("shows no pings, which would displace everything else during a wait", async () => {
    const { lastMessages } = await run([
      { start: { timings: { pingEvery: 1 } } },
      { waitFor: { state: "connected" } },
      { importsDone: true },
      { request: { method: "no_such_method" } },
      async function waits({ client }) {
        await client.waitFor(({ journal }) => journal.filter(({ method }) => method === "ping").length > 40);
      },
      { expect: { state: "offline" } },
    ]);
    const methods = lastMessages.map(({ method }) => method);
    expect(methods).toContain("no_such_method");
    expect(methods).not.toContain("ping");
  });

  it("is the message of a failed test", async () => {
    const scenario: Scenario = { name: "wrong", steps: [...connected, { expect: { state: "offline" } }] };
    await expect(assertScenario(scenario, { integration: shop(), loginWindow })).rejects.toThrow(
      /^✗ wrong[^]*- {3}"state": "offline"/,
    );
  });
});
