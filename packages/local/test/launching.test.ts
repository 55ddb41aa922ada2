import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Authenticate, GalaxyPlugin, LaunchGame, type LaunchSpec, Platform, Service } from "@galaxy-kit/sdk";
import { DataFolder } from "@galaxy-kit/state";
import { eventually, isRunning, kill } from "@galaxy-kit/test-support";
import { startTestPlugin, type TestGalaxy } from "@galaxy-kit/testing";
import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import {
  exec,
  folder,
  type GameSession,
  GameTracker,
  NATIVE_HELPER,
  NativeHelper,
  none,
  OnGameStarted,
  OnGameStopped,
  original,
  Processes,
  type ProcessInfo,
  processes,
  session,
  type SessionRun,
  tree,
} from "../src/index.js";
import { systemProcesses } from "../src/processes/system-processes.js";
import { Games, readIfExists } from "./support/games.js";

// Processes of the system start when it gets to them.
jest.setTimeout(20_000);

let games: Games;
let galaxy: TestGalaxy;
/** What @LaunchGame() returns. */
let spec: (gameId: string) => LaunchSpec | undefined;
let events: string[];

@Service()
class Follower {
  @OnGameStarted()
  started(gameId: string, { how }: GameSession): void {
    events.push(`${gameId} started (${how})`);
  }

  @OnGameStopped()
  stopped(gameId: string, { seconds }: GameSession): void {
    events.push(`${gameId} stopped after ${seconds} s`);
  }
}

@GalaxyPlugin({ platform: Platform.Test, services: [Follower] })
class Shelf {
  @Authenticate()
  login() {
    return { userId: "1", userName: "Ada" };
  }

  @LaunchGame()
  launch(gameId: string): LaunchSpec | undefined {
    return spec(gameId);
  }
}

beforeEach(async () => {
  games = new Games();
  events = [];
  galaxy = await startTestPlugin(Shelf);
  await galaxy.authenticate();
});

afterEach(async () => {
  await galaxy.close();
  await games.destroy();
});

/** What GALAXY shows for each game: 3 is running, 1 is installed. */
const states = () =>
  galaxy
    .received("localGameStatusChanged")
    .map(({ localGame: { gameId, localGameState } }) => `${gameId} ${localGameState}`);

/** The processes of the system, on a busy computer. */
class SlowProcesses extends Processes {
  isWaiting = false;
  readonly #system = systemProcesses(undefined);
  #held: Promise<number | undefined> | undefined;

  override async list(): Promise<readonly ProcessInfo[]> {
    const processes = await this.#system.list();
    this.isWaiting = true;
    const missing = await this.#held;
    this.isWaiting = false;
    return processes.filter(({ pid }) => pid !== missing);
  }

  /** Returns what lets the next list pass, without a process. */
  hold(): (missing?: number) => void {
    let release = (_?: number): void => undefined;
    this.#held = new Promise((resolve) => (release = resolve));
    return (missing) => {
      this.#held = undefined;
      release(missing);
    };
  }
}

/** Moves the clock until something has happened in other processes. */
async function until(what: string, condition: () => boolean): Promise<void> {
  await eventually(what, async () => {
    if (condition()) return true;
    await galaxy.clock.advance("500ms");
    return undefined;
  });
}

/** Resolves when GALAXY shows these states, one after the other. */
async function shows(...expected: string[]): Promise<void> {
  await until(`GALAXY shows ${expected.join(", ")}`, () => states().length >= expected.length);
  expect(states()).toEqual(expected);
}

/** What a launcher or the client of a store does: starts something that GALAXY did not start. */
function startOutside(program: string, ...args: string[]): void {
  spawn(program, args, { detached: true, stdio: "ignore" }).unref();
}

describe("exec()", () => {
  it("shows a game as running until it ends (running was reported without installed)", async () => {
    const program = games.program("tide", "tide");
    spec = () => exec(program, ["600"]);
    await galaxy.launchGame("tide");
    expect(states()).toEqual(["tide 3"]);
    const [pid] = await games.pidsOf(program);
    await galaxy.clock.advance("90s");
    expect(states()).toEqual(["tide 3"]);
    kill(pid!);
    await eventually("it has ended", () => (isRunning(pid!) ? undefined : true));
    // It waits for each look on the way, although it takes real time to list processes.
    await galaxy.clock.advance("9s");
    expect(states()).toEqual(["tide 3", "tide 1"]);
    expect(events).toEqual(["tide started (galaxy)", expect.stringMatching(/^tide stopped after 9[0-9] s$/)]);
  });

  it.each(["{}", "null", "[null]", '[{"gameId":"tide"}]', '[{"pattern":"("}]', "[", ""])(
    "starts although %j is kept about the games that were running",
    async (garbage) => {
      await galaxy.close();
      const dataFolder = games.path("settings");
      games.script(garbage, "settings", "data", "running-games.json");
      galaxy = await startTestPlugin(Shelf, { dataFolder });
      await galaxy.authenticate();
      spec = () => exec(games.program("tide", "game"), ["60"]);
      await galaxy.launchGame("tide");
      await shows("tide 3");
    },
  );

  it("does not wait for the game to end before the next call (launch_game awaited the exit)", async () => {
    const program = games.program("tide", "tide");
    spec = () => exec(program, ["600"]);
    await galaxy.launchGame("tide");
    await galaxy.launchGame("moth");
    expect(states()).toEqual(["tide 3", "moth 3"]);
  });

  it("starts one process and one session for a double click", async () => {
    const program = games.program("tide", "tide");
    spec = () => exec(program, ["600"]);
    await Promise.all([galaxy.launchGame("tide"), galaxy.launchGame("tide")]);
    await galaxy.launchGame("tide");
    expect(await games.pidsOf(program)).toHaveLength(1);
    expect(states()).toEqual(["tide 3"]);
    expect(events).toEqual(["tide started (galaxy)"]);
  });

  it("takes Running back if the program does not exist, and says what to check", async () => {
    spec = () => exec(games.path("gone", "tide"));
    await galaxy.launchGame("tide");
    await shows("tide 3", "tide 1");
    expect(events).toEqual([]);
    expect(galaxy.log.text).toContain(`its working directory \\"${games.path("gone")}\\" does not exist`);
    spec = () => exec(games.path("tide"));
    await galaxy.launchGame("tide");
    await shows("tide 3", "tide 1", "tide 3", "tide 1");
    expect(galaxy.log.text).toContain(`\\"${games.path("tide")}\\": the file does not exist. Check the path`);
    spec = () => exec(games.path("tide.mjs"));
    await galaxy.launchGame("tide");
    await shows("tide 3", "tide 1", "tide 3", "tide 1", "tide 3", "tide 1");
    expect(galaxy.log.text).toContain(`\\"${games.path("tide.mjs")}\\": the file does not exist. Check the path`);
    const belowFile = join(games.script("", "notes.txt"), "tide");
    spec = () => exec(belowFile);
    await galaxy.launchGame("tide");
    expect(galaxy.log.text).toContain(`\\"${belowFile}\\": the file does not exist. Check the path`);
    spec = () => exec("");
    await galaxy.launchGame("tide");
    expect(states().at(-1)).toBe("tide 1");
    expect(galaxy.log.text).toContain(
      "Cannot start the game: the path of its program is empty. Is it set in the settings?",
    );
  });

  it("does not keep a game that could not be started for the next run, also if another one starts meanwhile", async () => {
    const kept = () => readIfExists(join(galaxy.get(DataFolder).data, "running-games.json")) ?? "";
    const other = session(async ({ signal }) => void (await once(signal, "abort")));
    spec = (gameId) => (gameId === "tide" ? exec(games.path("missing")) : other);
    await Promise.all([galaxy.launchGame("tide"), galaxy.launchGame("moth")]);
    await eventually("only the other is kept", () => {
      return (kept().includes('"moth"') && !kept().includes('"tide"')) || undefined;
    });
  });

  it("takes Running back at once after a crash, and logs the command line without its secrets", async () => {
    const program = games.script("#!/bin/sh\nexit 7\n", "tide", "tide.sh");
    const secrets = ["-AUTH_PASSWORD=h2", "--token", "h2", "+password", "h2", "token=h2", "game://x?ticket=h2&map=1"];
    spec = () => exec(program, ["--level", "3", ...secrets]);
    await galaxy.launchGame("tide");
    await eventually("it ends", () => galaxy.log.text.includes("ended right after its start") || undefined);
    await galaxy.clock.advance("1ms");
    expect(states()).toEqual(["tide 3", "tide 1"]);
    expect(galaxy.log.entries.find(({ message }) => message.includes("right after"))).toMatchObject({
      level: "error",
      gameId: "tide",
      exit: 7,
      command: `${program} --level 3 -AUTH_PASSWORD=*** --token *** +password *** token=*** game://x?ticket=***&map=1`,
    });
  });

  it("keeps one session for a launcher that exits before its game appears (wrapper exits first)", async () => {
    games.script(`#!/bin/sh\necho $$ > ${games.path("pid")}\n`, "tide", "launcher.sh");
    const program = games.program("tide", "bin", "tide");
    games.link("tide", "link");
    spec = () => exec(games.path("link", "launcher.sh"));
    await galaxy.launchGame("tide");
    const launcher = await eventually("the launcher runs", () => games.read("pid"));
    await eventually("the launcher ends", () => (isRunning(Number(launcher)) ? undefined : true));
    await galaxy.clock.advance("40s");
    expect(states()).toEqual(["tide 3"]);
    startOutside(program, "600");
    const [pid] = await games.pidsOf(program);
    await galaxy.clock.advance("50s");
    expect(states()).toEqual(["tide 3"]);
    kill(pid!);
    await shows("tide 3", "tide 1");
    expect(events.filter((event) => event.includes("started"))).toHaveLength(1);
  });

  it("does not take a game that is closed soon for a launcher, unless that has left something behind", async () => {
    const client = games.program("store", "steam");
    const content = `
      import { spawn } from "node:child_process";
      import { existsSync } from "node:fs";
      if (process.argv[2]) spawn(process.argv[2], ["600"], { detached: true, stdio: "ignore" }).unref();
      setInterval(() => existsSync("stop") && process.exit(), 20);`;
    const program = games.script(content, "tide", "tide.mjs");
    const close = async (): Promise<void> => {
      const [pid] = await games.pidsOf(program);
      await galaxy.clock.advance("4s");
      games.script("", "tide", "stop");
      await eventually("it ends", () => !isRunning(pid!) || undefined);
      rmSync(games.path("tide", "stop"));
    };
    spec = () => exec(program);
    await galaxy.launchGame("tide");
    await close();
    await galaxy.clock.advance("6s");
    expect(states()).toEqual(["tide 3", "tide 1"]);
    spec = () => exec(program, [client]);
    await galaxy.launchGame("tide");
    await games.pidsOf(client);
    await close();
    await galaxy.clock.advance("30s");
    expect(states()).toEqual(["tide 3", "tide 1", "tide 3"]);
    expect(galaxy.log.messages("warn")).toEqual([]);
  });

  it.each([
    ["is still listed", "steam", undefined],
    ["is not listed anymore", "tide", tree()],
  ])("waits for what a launcher has started while the processes were listed, if it %s", async (_, started, track) => {
    const processList = new SlowProcesses();
    await galaxy.close();
    galaxy = await startTestPlugin(Shelf, { overrides: [{ provide: Processes, useValue: processList }] });
    await galaxy.authenticate();
    const program = games.program("store", started);
    const content = `
      import { spawn } from "node:child_process";
      import { existsSync } from "node:fs";
      setInterval(() => {
        if (!existsSync("go")) return;
        spawn(process.argv[2], ["600"], { detached: true, stdio: "ignore" }).unref();
        process.exit();
      }, 20);`;
    const launcher = games.script(content, "launcher", "launcher.mjs");
    spec = () => exec(launcher, [program], track && { track });
    await galaxy.launchGame("tide");
    const [pid] = await games.pidsOf(launcher);
    await galaxy.clock.advance("4s");
    const release = processList.hold();
    const looked = galaxy.clock.advance("1s");
    await eventually("the processes are listed", () => processList.isWaiting || undefined);
    games.script("", "launcher", "go");
    await eventually("it has ended, and this process knows", () => (existsSync(`/proc/${pid}`) ? undefined : true));
    release(track && pid);
    await looked;
    await galaxy.clock.advance("30s");
    expect(states()).toEqual(["tide 3"]);
  });

  it("is not ended by a list of processes that is older than the exit of a launcher", async () => {
    const processList = new SlowProcesses();
    await galaxy.close();
    galaxy = await startTestPlugin(Shelf, { overrides: [{ provide: Processes, useValue: processList }] });
    await galaxy.authenticate();
    const program = games.program("tide", "tide");
    const launcher = games.script(
      `#!/bin/sh\nuntil [ -e ${games.path("go")} ]; do sleep 0.05; done\n${program} 600 &\n`,
      "bin",
      "launcher",
    );
    spec = () => exec(launcher, [], { track: tree() });
    await galaxy.launchGame("tide");
    const [pid] = await games.pidsOf(launcher);
    await galaxy.clock.advance("12s");
    const release = processList.hold();
    // The next look begins within 2 s, gives up 30 s later, and the one after it comes another 2 s later.
    await galaxy.clock.advance("32s");
    expect(galaxy.get(GameTracker).state.error).toBe("Listing them takes longer than 30 s");
    games.script("", "go");
    await games.pidsOf(program);
    await eventually("it has ended, and this process knows", () => (existsSync(`/proc/${pid}`) ? undefined : true));
    release(pid);
    await galaxy.clock.advance("30s");
    expect(states()).toEqual(["tide 3"]);
  });

  it("does not leave a job open if the game ends before Windows has opened it", async () => {
    const requests: string[] = [];
    let opened = (): void => undefined;
    const launcher = createServer((socket) => {
      const lines = createInterface(socket.unref());
      lines.on("line", (line) => {
        if (!line.startsWith("{")) return;
        const { id, do: name } = JSON.parse(line) as { id: number; do: string };
        requests.push(name);
        const answer = (): void => void socket.write(`${JSON.stringify({ id, result: [] })}\n`);
        if (name !== "open_job") return answer();
        opened = answer;
      });
    });
    await once(launcher.unref().listen(0, "127.0.0.1"), "listening");
    const { port } = launcher.address() as AddressInfo;
    await galaxy.close();
    const helper = new NativeHelper({ port, token: "secret" });
    galaxy = await startTestPlugin(Shelf, { overrides: [{ provide: NATIVE_HELPER, useValue: helper }] });
    await galaxy.authenticate();
    spec = () => exec(games.script("#!/bin/sh\nexit 1\n", "tide", "tide.sh"));
    await galaxy.launchGame("tide");
    await eventually("the job is being opened", () => requests.includes("open_job") || undefined);
    await shows("tide 3", "tide 1");
    opened();
    await eventually("the job is closed", () => requests.includes("close_job") || undefined);
    launcher.close();
  });

  it("ends a session whose game never appears, and says so", async () => {
    const launcher = games.script("#!/bin/sh\nexit 0\n", "store", "launcher.sh");
    spec = () => exec(launcher, [], { track: folder(games.path("tide"), { startWithin: "20s" }) });
    await galaxy.launchGame("tide");
    await galaxy.clock.advance("10s");
    galaxy.clock.jump("1h"); // someone sets the clock
    await galaxy.clock.advance("9s");
    expect(states()).toEqual(["tide 3"]);
    await galaxy.clock.advance("2s");
    expect(states()).toEqual(["tide 3", "tide 1"]);
    expect(galaxy.log.messages("warn")).toEqual(["No process of the game appeared: check `track`"]);
  });

  it("does not miss a program that was the game itself, and was closed soon", async () => {
    const program = games.program("emulator", "emulator");
    spec = () => exec(program, ["600"], { track: tree() });
    await galaxy.launchGame("tide");
    const [pid] = await games.pidsOf(program);
    await galaxy.clock.advance("5s");
    kill(pid!);
    await shows("tide 3", "tide 1");
    expect(galaxy.log.messages("warn")).toEqual([]);
  });

  it("waits for an updater that restarts the game", async () => {
    const program = games.program("tide", "tide");
    spec = () => exec(program, ["600"]);
    await galaxy.launchGame("tide");
    const [pid] = await games.pidsOf(program);
    await galaxy.clock.advance("20s");
    kill(pid!);
    await eventually("it ends", () => !isRunning(pid!) || undefined);
    await galaxy.clock.advance("3s");
    startOutside(program, "600");
    await games.pidsOf(program);
    await galaxy.clock.advance("50s");
    expect(states()).toEqual(["tide 3"]);
  });

  it("shows a game that ignores SIGTERM as running until it has really ended", async () => {
    const program = games.script(
      "#!/bin/sh\ntrap '' TERM\ntouch ready\nwhile :; do sleep 1; done\n",
      "tide",
      "tide.sh",
    );
    spec = () => exec(program, [], { track: tree() });
    await galaxy.launchGame("tide");
    await eventually("it is ready", () => games.exists("tide", "ready") || undefined);
    const [pid] = await games.pidsOf(program);
    kill(pid!, "SIGTERM");
    await galaxy.clock.advance("50s");
    expect(states()).toEqual(["tide 3"]);
    kill(-pid!);
    await shows("tide 3", "tide 1");
  });

  it("follows a game that forks twice into another session (double forks escape the tree)", async () => {
    const program = games.program("engine", "tide");
    const launcher = games.script(`#!/bin/sh\nsetsid -f '${program}' 600\nexit 0\n`, "tide", "launcher.sh");
    spec = () => exec(launcher, [], { track: tree() });
    await galaxy.launchGame("tide");
    const [pid] = await games.pidsOf(program);
    await galaxy.clock.advance("50s");
    expect(states()).toEqual(["tide 3"]);
    kill(pid!);
    await shows("tide 3", "tide 1");
  });

  it("follows children that outlive their parent even if they clear their environment and leave their group", async () => {
    const program = games.program("engine", "tide");
    const content = `#!/bin/sh\nenv -i "$(command -v setsid)" '${program}' 600 &\nsleep 600 & wait $!\n`;
    const launcher = games.script(content, "tide", "launcher.sh");
    spec = () => exec(launcher, [], { track: tree() });
    await galaxy.launchGame("tide");
    const [pid] = await games.pidsOf(program);
    const [parent] = await games.pidsOf(launcher);
    await galaxy.clock.advance("5s");
    kill(-parent!);
    await galaxy.clock.advance("50s");
    expect(states()).toEqual(["tide 3"]);
    kill(pid!);
    await shows("tide 3", "tide 1");
  });

  it("runs a script in the Node of the integration, with arguments, working directory and environment", async () => {
    const script = `
      import { writeFileSync } from "node:fs";
      const { argv, execPath, env } = process;
      writeFileSync("seen", JSON.stringify([execPath, argv.slice(2), process.cwd(), env.LANGUAGE_OF_GAME, process.stdout.isTTY]));
      setInterval(() => {}, 1000);`;
    const program = games.script(script, "tide", "tide.mjs");
    games.folder("saves");
    spec = () => exec(program, ["a b", '"c"', "$HOME"], { cwd: games.path("saves"), env: { LANGUAGE_OF_GAME: "fr" } });
    await galaxy.launchGame("tide");
    const seen = await eventually("it runs", () => games.read("saves", "seen"));
    expect(JSON.parse(seen)).toEqual([process.execPath, ["a b", '"c"', "$HOME"], games.path("saves"), "fr", null]);
  });

  it("does not show a game that leaves helpers behind as running forever (busy flag stuck)", async () => {
    const helper = games.program("tide", "helper");
    const program = games.script(`#!/bin/sh\n'${helper}' 600 &\nsleep 600\n`, "tide", "tide.sh");
    spec = () => exec(program, [], { track: original() });
    await galaxy.launchGame("tide");
    const [pid] = await games.pidsOf(program);
    await games.pidsOf(helper);
    await galaxy.clock.advance("30s");
    kill(pid!);
    await shows("tide 3", "tide 1");
  });

  it("does not take crash handlers, overlays and Wine's services for the game", async () => {
    const handler = games.program("tide", "UnityCrashHandler64.exe");
    const own = games.program("tide", "telemetry");
    const program = games.script(`#!/bin/sh\n'${handler}' 600 &\n'${own}' 600 &\nsleep 600\n`, "tide", "tide.sh");
    const ignore = ["Telemetry"];
    spec = () => exec(program, [], { track: [tree({ ignore }), folder(games.path("tide"), { ignore })] });
    await galaxy.launchGame("tide");
    const [pid] = await games.pidsOf(program);
    await Promise.all([games.pidsOf(handler), games.pidsOf(own)]);
    await galaxy.clock.advance("30s");
    kill(pid!);
    for (const child of await childrenOfGroup(pid!)) kill(child);
    await shows("tide 3", "tide 1");
  });

  it("tracks nothing with none()", async () => {
    const program = games.program("tide", "tide");
    spec = () => exec(program, ["600"], { track: none() });
    await galaxy.launchGame("tide");
    await games.pidsOf(program);
    await galaxy.clock.advance("50s");
    expect(states()).toEqual([]);
  });

  it("tracks processes by their names as a last resort", async () => {
    const launcher = games.script("#!/bin/sh\nexit 0\n", "store", "launcher.sh");
    const name = `tide-${process.pid}`;
    const program = games.program("elsewhere", name);
    spec = () => exec(launcher, [], { track: processes(name, { settle: "1s" }) });
    await galaxy.launchGame("tide");
    startOutside(program, "600");
    const [pid] = await games.pidsOf(program);
    await galaxy.clock.advance("50s");
    expect(states()).toEqual(["tide 3"]);
    kill(pid!);
    await shows("tide 3", "tide 1");
  });
});

describe("session()", () => {
  it("lets a platform's client say when the game starts and ends", async () => {
    let say: SessionRun | undefined;
    const launcher = games.script("#!/bin/sh\nexit 0\n", "store", "launcher.sh");
    const track = session((run) => {
      say = run;
      return once(run.signal, "abort").then(() => undefined);
    });
    spec = () => exec(launcher, [], { track });
    await galaxy.launchGame("tide");
    await galaxy.clock.advance("30s");
    say!.started();
    await galaxy.clock.advance("100s");
    expect(states()).toEqual(["tide 3"]);
    say!.stopped();
    await galaxy.clock.advance("1ms");
    expect(states()).toEqual(["tide 3", "tide 1"]);
    expect(say!.signal.aborted).toBe(true);
    expect(events[1]).toMatch(/^tide stopped after (?:99|100|101) s$/);
    // No process could have been the game, so none was looked at.
    expect(galaxy.get(GameTracker).state.processes).toBe(0);
  });

  it("starts the game, too, where a program of the platform does that", async () => {
    spec = () =>
      session(
        async ({ started, signal }) => {
          await galaxy.clock.sleep(60_000, signal); // installs what the game needs
          started();
          await galaxy.clock.sleep(120_000, signal);
        },
        { startWithin: "2m" },
      );
    await galaxy.launchGame("tide");
    await galaxy.clock.advance("2m");
    expect(states()).toEqual(["tide 3"]);
    await galaxy.clock.advance("2m");
    expect(states()).toEqual(["tide 3", "tide 1"]);
    spec = () => session(() => Promise.reject(new Error("the client refuses")));
    await galaxy.launchGame("tide");
    await galaxy.clock.advance("1ms");
    expect(states()).toEqual(["tide 3", "tide 1", "tide 3", "tide 1"]);
    expect(galaxy.log.text).toContain("the client refuses");
  });

  it("ends the session of a function that throws, and logs it", async () => {
    const launcher = games.script("#!/bin/sh\nexit 0\n", "store", "launcher.sh");
    const track = session(async ({ started }) => {
      started();
      throw new Error("the client hung up");
    });
    spec = () => exec(launcher, [], { track });
    await galaxy.launchGame("tide");
    await galaxy.clock.advance("1ms");
    expect(states()).toEqual(["tide 3", "tide 1"]);
    expect(galaxy.log.text).toContain("the client hung up");
  });
});

async function childrenOfGroup(group: number): Promise<number[]> {
  const list = await galaxy.get(Processes).list();
  return list.filter((info) => info.group === group && info.name === "sleep").map(({ pid }) => pid);
}
