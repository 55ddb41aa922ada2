/** @registry */
import { execFileSync, spawn } from "node:child_process";
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { NativeHelper } from "@galaxy-kit/local";
import { openFolder, quickTimings, type SimulatedClient, startSimulatedClient } from "@galaxy-kit/simulator";
import { eventually } from "@galaxy-kit/test-support";
import { newFolder } from "@galaxy-kit/test-support/jest";
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { Launched } from "../launcher/support/launched.js";
import { cacheAtOnce, packedFolder as packedPuppet, runtimeOf } from "../launcher/support/packed-folder.js";
import { clientWithLog, pythonClient } from "../launcher/support/python-client.js";
import { AuthorProject, shelf } from "../pack/support/author-project.js";
import { packSlimFolderLibrary } from "../pack/support/folder-library.js";
import { unzip } from "../pack/support/unzip.js";
import { Game } from "./support/game.js";
import { fillIn, onWindows, Probe } from "./support/probe.js";
import { readOnly } from "./support/read-only.js";
import { extractNode, hasNode } from "./support/windows-node.js";
import { hasWine, windowsPython, Wine } from "./support/wine.js";

jest.setTimeout(120_000);

const HELPER = fileURLToPath(new URL("../../launcher/helper.py", import.meta.url));
const IMPORT_TIMEOUT_MS = 60_000;

/** A launcher: starts what its arguments say, and exits. */
const LEAVES_GAME_BEHIND = `
const [program, ...args] = process.argv.slice(2);
require("node:child_process").spawn(program, args, { detached: true, stdio: "ignore" }).unref();
`;

const TRACKING_SHELF = `
import { runPlugin } from "@galaxy-kit/kernel";
import { exec, InstalledGames, tree } from "@galaxy-kit/local";
import { Authenticate, GalaxyPlugin, LaunchGame, Platform } from "@galaxy-kit/sdk";

const { GAMES, LAUNCHED } = process.env;

class ShelfPlugin {
  login() {
    return { userId: "me", userName: "Me" };
  }
  installed() {
    return ["tide", "moth"].map((gameId) => ({ gameId, folder: GAMES.toUpperCase() + "\\\\" + gameId }));
  }
  launch() {
    return exec(GAMES + "\\\\launcher.cjs", JSON.parse(LAUNCHED), { track: tree() });
  }
}
const decorate = (decorator, name) =>
  decorator(ShelfPlugin.prototype, name, Object.getOwnPropertyDescriptor(ShelfPlugin.prototype, name));
decorate(Authenticate(), "login");
decorate(InstalledGames(), "installed");
decorate(LaunchGame(), "launch");
GalaxyPlugin({ platform: Platform.Test })(ShelfPlugin);

await runPlugin(ShelfPlugin);
`;

const isPossible = hasWine && hasNode;
const describeOnWindows = isPossible ? describe : describe.skip;
const describeWithPython = windowsPython === undefined ? describe.skip : describe;

let wine: Wine;
/** The node.exe of packages. */
let node: string;
/** A package of the folder library. */
let folderLibrary: string;
let client: SimulatedClient | undefined;
const games = new Set<Game>();

beforeAll(async () => {
  if (!isPossible) return;
  wine = await Wine.start();
  node = await extractNode(wine.folder);
  folderLibrary = await packSlimFolderLibrary(wine.folder);
});

afterEach(async () => {
  await client?.close();
  client = undefined;
  for (const game of games) game.end();
  games.clear();
});

afterAll(async () => {
  if (isPossible) await wine.stop();
});

/** Returns a folder as it is after the installation of a package. */
function installed(zip: string, base = newFolder()): string {
  const folder = join(base, "test_7c1d2f0e ☃");
  unzip(zip, folder);
  mkdirSync(join(folder, "node"));
  symlinkSync(node, join(folder, "node", "node.exe"));
  return folder;
}

/** Returns a folder with a client for Windows, which runs a script with a Python, and waits for it. */
function windowsClient(python: string, script: string, options: string): string {
  const folder = newFolder();
  const child = `subprocess.Popen([${python}, ${JSON.stringify(script)}] + sys.argv[1:], ${options})`;
  writeFileSync(join(folder, "plugin.py"), `import os, subprocess, sys\nsys.exit(${child}.wait())\n`);
  return folder;
}

async function newGame(folder: string): Promise<Game> {
  const game = await Game.in(folder);
  games.add(game);
  return game;
}

describeOnWindows("On Windows, without a launcher, the folder library", () => {
  it("behaves as it does here", async () => {
    const folder = installed(folderLibrary);
    const log = join(newFolder(), "log");
    // Wine supports pipes and files, but not the sockets that Node passes to its child processes. Python copes with them.
    const args = ["-c", 'exec "$@" </dev/null >"$0" 2>&1', log, wine.commandFor(node), "main.cjs"];
    client = await startSimulatedClient({
      integration: { command: "/bin/sh", args, cwd: folder },
      timings: quickTimings,
    });
    await client.importsDone(IMPORT_TIMEOUT_MS);
    expect(Object.keys(client.library.games).sort()).toEqual([
      "beehive",
      "lighthouse-keeper",
      "rain-station",
      "ten-second-tea",
    ]);
    expect(client.problems).toEqual([]);
    expect(await client.close({ graceful: true })).toMatchObject({ code: 0, killed: false });
    expect(readFileSync(log, "utf8")).toContain('"message":"The integration has started"');
  });
});

describeOnWindows("On Windows,", () => {
  describeWithPython("a packed integration", () => {
    let python: string;

    beforeAll(() => {
      python = wine.commandFor(windowsPython!);
    });

    const packedFolder = () => packedPuppet({ runtime: node });

    /** Starts an installed integration as the real client does. */
    async function startClient(folder: string, env: Readonly<Record<string, string>> = {}) {
      const logs = newFolder();
      const { source } = await openFolder(folder, { python, logs });
      const integration = { ...source, command: python, env: { ...source.env, ...env } };
      client = await startSimulatedClient({ integration, timings: quickTimings });
      await client.importsDone(IMPORT_TIMEOUT_MS);
      return { client, log: () => readFileSync(source.logPath!, "utf8") };
    }

    it("logs in, imports, and launches a game, which outlives it", async () => {
      const library = newFolder();
      const game = await newGame(library);
      mkdirSync(join(library, "tide ☃"));
      writeFileSync(
        join(library, "tide ☃", "game.json"),
        JSON.stringify({ id: "tide", title: "Tide ☃", exe: "../game.cjs", args: game.args }),
      );
      const { client, log } = await startClient(installed(folderLibrary), { GALAXY_KIT_LIBRARY: library });
      expect(client.library).toMatchObject({
        user: { userName: expect.any(String) },
        games: { tide: { gameTitle: "Tide ☃", localSize: expect.any(Number) } },
      });
      client.launchGame("tide");
      await game.started();
      expect(client.problems).toEqual([]);
      expect(await client.close({ graceful: true })).toEqual({ code: 0, signal: null, killed: false });
      expect(await game.isRunning()).toBe(true);
      expect(log()).toContain(" - galaxy-kit - INFO - The integration has started ");
    });

    it("imports 10,000 games", async () => {
      const books = `Array.from({ length: 10_000 }, (_, id) => ({ gameId: String(id), gameTitle: "Größe ☃ " + id, licenseInfo: { licenseType: "SinglePurchase" } }))`;
      const project = new AuthorProject().write("dist/main.js", shelf.replace("return [];", `return ${books};`));
      await project.pack();
      const { client } = await startClient(installed(project.slimZip));
      expect(Object.keys(client.library.games)).toHaveLength(10_000);
      expect(client.library.games["9999"]).toMatchObject({ gameTitle: "Größe ☃ 9999" });
      expect(client.problems).toEqual([]);
      expect(await client.close()).toEqual({ code: 0, signal: null, killed: false });
    });

    it("receives all arguments, and does not depend on the working directory", async () => {
      const launched = await Launched.start(python, packedFolder(), {
        extraArgs: ["C:\\logs\\plugin itch.log", 'é ☃ "\\'],
      });
      const { argv, cwd } = await launched.describe();
      expect(argv.slice(2)).toEqual([
        "the-token",
        expect.stringMatching(/^\d+$/),
        "C:\\logs\\plugin itch.log",
        'é ☃ "\\',
      ]);
      expect(cwd).toBe(`Z:${tmpdir().replaceAll("/", "\\")}`);
    });

    it("gets the proxy of the user's settings", async () => {
      const settings = String.raw`HKCU\Software\Microsoft\Windows\CurrentVersion\Internet Settings`;
      const set = (name: string, type: string, data: string): void => {
        wine.run("reg", "add", settings, "/v", name, "/t", type, "/d", data, "/f");
      };
      set("ProxyServer", "REG_SZ", "proxy.test:8080");
      set("ProxyEnable", "REG_DWORD", "1");
      const launched = await Launched.start(python, packedFolder());
      const { env } = await launched.describe();
      set("ProxyEnable", "REG_DWORD", "0");
      expect(env).toMatchObject({
        HTTPS_PROXY: "http://proxy.test:8080",
        NO_PROXY: "localhost,127.0.0.1,::1",
        NODE_USE_ENV_PROXY: "1",
      });
    });

    it("asks the launcher for processes, the registry, protected data and the processes of a job", async () => {
      const folder = packedFolder();
      cpSync(HELPER, join(folder, "helper.py"));
      const launched = await Launched.start(python, folder);
      const { env, pid } = await launched.describe();
      const [port, token] = env["GALAXY_KIT_HELPER"]!.split(":");
      const helper = new NativeHelper({ port: Number(port), token: token! });

      const processes = await helper.processes();
      const own = processes.find((process) => process.pid === pid);
      expect(own).toMatchObject({ name: "node.exe", program: expect.stringMatching(/\\node\\node\.exe$/) });
      expect(Math.abs(Date.now() - own!.startTime)).toBeLessThan(60_000);
      const game = (await launched.request("launch", { stdio: "ignore" })) as number;
      await helper.openJob("tide", game);
      expect(await helper.jobProcesses("tide")).toEqual([game]);
      await helper.closeJob("tide");
      const later = await helper.processes();
      expect(later.find((process) => process.pid === pid)).toBe(own);
      expect(later.find((process) => process.pid === game)).toMatchObject({ parent: pid, name: "node.exe" });

      wine.run("reg", "add", "HKCU\\Software\\Shelf", "/v", "Größe", "/t", "REG_DWORD", "/d", "7");
      wine.run("reg", "add", "HKLM\\Software\\Shelf", "/v", "view", "/d", "64", "/reg:64");
      wine.run("reg", "add", "HKLM\\Software\\Shelf", "/v", "view", "/d", "32", "/reg:32");
      expect(await helper.registryKey("HKCU\\Software\\Shelf")).toEqual({ values: { Größe: 7 }, keys: [] });
      expect((await helper.registryKey("HKLM\\Software\\Shelf", 64))?.values).toEqual({ view: "64" });
      expect((await helper.registryKey("HKLM\\Software\\Shelf", 32))?.values).toEqual({ view: "32" });
      expect(await helper.registryKey("HKCU\\Software\\Missing")).toBeUndefined();

      const secret = await helper.protect(Buffer.from("Größe ☃"));
      expect(secret.includes("Größe")).toBe(false);
      expect(String(await helper.unprotect(secret))).toBe("Größe ☃");
      await expect(helper.unprotect(Buffer.from("not protected"))).rejects.toThrow("WinError");
    });

    it("sees a game run and end that its launcher leaves behind, and one that was started outside", async () => {
      const library = newFolder();
      const tide = await newGame(library);
      const moth = await newGame(newFolder());
      for (const id of ["tide", "moth"]) {
        mkdirSync(join(library, id));
        // Not a link: Wine would name the file that it has opened first.
        copyFileSync(node, join(library, id, "game.exe"));
      }
      writeFileSync(join(library, "launcher.cjs"), LEAVES_GAME_BEHIND);
      const project = new AuthorProject()
        .link("@galaxy-kit/local", fileURLToPath(new URL("../../../local", import.meta.url)))
        .write("dist/main.js", TRACKING_SHELF);
      expect(await project.pack()).toMatchObject({ code: 0 });
      const folder = onWindows(library);
      const { client } = await startClient(installed(project.slimZip), {
        GAMES: folder,
        LAUNCHED: JSON.stringify([`${folder}\\tide\\game.exe`, onWindows(tide.program), ...tide.args]),
        GALAXY_KIT_DATA_DIR: onWindows(newFolder()),
      });
      const shows = (id: string, state: number) => () => client.library.games[id]?.localGameState === state;
      await client.waitFor(shows("tide", 1));
      client.launchGame("tide");
      await client.waitFor(shows("tide", 3));
      await tide.started();
      // Longer than the launcher has run.
      await client.waitFor(() => client.log.some(({ message }) => message.includes("A game is running")));
      spawn(wine.commandFor(join(library, "moth", "game.exe")), [moth.program, ...moth.args], { stdio: "ignore" });
      await moth.started();
      await client.waitFor(shows("moth", 3), 20_000);
      expect(shows("tide", 3)()).toBe(true);
      tide.end();
      await client.waitFor(shows("tide", 1), 20_000);
      expect(shows("moth", 3)()).toBe(true);
      expect(client.problems).toEqual([]);
    });

    it("loses no line in a log that is not UTF-8", async () => {
      const log = join(newFolder(), "plugin.log");
      const launched = await Launched.start(python, clientWithLog(packedFolder(), log, "cp1252"));
      const texts = ["Größe €™", "Жуки", "東方", "🎮", "مرحبا", "e\u0301", "half \ud83c", "\u0081\u2028", "tab\there"];
      const lines = texts.map((message) => JSON.stringify({ level: "info", logger: "Shop", message }));
      await launched.request("write", { base64: Buffer.from(`${lines.join("\n")}\n`).toString("base64") });
      await launched.request("write", { base64: Buffer.from("f\xff\n", "latin1").toString("base64") });
      launched.hangUp();
      expect(await launched.exit).toEqual({ code: 0, signal: null });
      expect(readFileSync(log, "latin1").split("\r\n").slice(1, -1)).toEqual([
        "Shop - Größe \x80\x99",
        "Shop - \\u0416\\u0443\\u043a\\u0438",
        "Shop - \\u6771\\u65b9",
        "Shop - \\U0001f3ae",
        "Shop - \\u0645\\u0631\\u062d\\u0628\\u0627",
        "Shop - e\\u0301",
        "Shop - half \\ud83c",
        "Shop - \\x81\\u2028",
        "Shop - tab\there",
        "galaxy-kit - f\\xff",
      ]);
    });

    it("runs without standard streams and without a console, as in a client with windows", async () => {
      const pythonw = 'os.path.join(os.path.dirname(sys.executable), "pythonw.exe")';
      const script = join(packedFolder(), "plugin.py");
      const client = windowsClient(pythonw, script, "creationflags=subprocess.DETACHED_PROCESS");
      const launched = await Launched.start(python, client);
      await launched.request("write", { base64: Buffer.from("nothing reads this\n").toString("base64") });
      await launched.request("exit", { code: 7 });
      expect(await launched.exit).toEqual({ code: 7, signal: null });
    });

    it("loses no line when it crashes right after 20,000 lines", async () => {
      const launched = await Launched.start(python, packedFolder());
      await launched.request("flood", { count: 20_000 });
      expect(await launched.exit).toEqual({ code: 1, signal: null });
      expect(launched.lines.slice(1)).toEqual([
        ...Array.from({ length: 20_000 }, (_, number) => `flood - INFO - line ${number}`),
        "galaxy-kit - ERROR - without an end",
        "galaxy-kit - ERROR - the integration ended with exit code 1",
      ]);
    });

    it.each([
      ["exit", { code: 7 }, 7],
      ["abort", {}, 134],
      ["throw", {}, 1],
    ])("exits in the same way: %s %j", async (how, params, code) => {
      const launched = await Launched.start(python, packedFolder());
      await launched.request(how, params);
      expect(await launched.exit).toEqual({ code, signal: null });
      expect(launched.lines.at(-1)).toBe(`galaxy-kit - ERROR - the integration ended with exit code ${code}`);
    });

    it("runs twice at once, from the same folder, with one code cache", async () => {
      const folder = packedFolder();
      cacheAtOnce(folder);
      const both = await Promise.all([Launched.start(python, folder), Launched.start(python, folder)]);
      const [one, other] = await Promise.all(both.map((launched) => launched.describe()));
      expect(one!.pid).not.toBe(other!.pid);
      await eventually("the code cache has been written", () =>
        readdirSync(folder).includes("plugin.cjs.cache") && !readdirSync(folder).includes("plugin.cjs.cache.new")
          ? true
          : undefined,
      );
      for (const launched of both) {
        launched.hangUp();
        expect(await launched.exit).toEqual({ code: 0, signal: null });
        expect(launched.lines).toHaveLength(1);
      }
    });

    it("runs in a folder that it cannot write to", async () => {
      const folder = packedFolder();
      cacheAtOnce(folder);
      const unlock = readOnly(folder);
      if (!unlock) return;
      try {
        const launched = await Launched.start(python, folder);
        // Between the two responses, it has tried to write its code cache.
        await launched.describe();
        await launched.describe();
        launched.hangUp();
        expect(await launched.exit).toEqual({ code: 0, signal: null });
        expect(launched.lines).toHaveLength(1);
        expect(readdirSync(folder)).not.toContain("plugin.cjs.cache");
      } finally {
        unlock();
      }
    });

    describe("whose node.exe", () => {
      it.each([
        ["is missing", (path: string) => rmSync(path), "No such file or directory"],
        [
          "is not a program",
          (path: string) => {
            rmSync(path);
            writeFileSync(path, "MZ");
          },
          "Exec format error",
        ],
      ])("%s is reported in one line", async (_, damage, reason) => {
        const folder = packedFolder();
        damage(runtimeOf(folder, node));
        const launched = await Launched.start(python, folder);
        expect(await launched.exit).toEqual({ code: 5, signal: null });
        expect(launched.lines).toEqual([
          expect.stringMatching(
            /^galaxy-kit - ERROR - cannot start Z:.*\\node\\node\.exe \(.*\): .*reinstall this integration$/,
          ),
        ]);
        expect(launched.lines[0]).toContain(`(${reason})`);
      });
    });

    describe("leaves no process behind, except for a running game,", () => {
      /** Ends a process with the exit code 9. */
      const endProcess = (pid: number) => {
        execFileSync(python, ["-c", `import os; os.kill(${pid}, 9)`]);
      };

      async function startWithGame() {
        const launched = await Launched.start(python, packedFolder());
        const { pid, launcher } = await launched.describe();
        const game = await newGame(newFolder());
        const args = [`Z:${game.program.replaceAll("/", "\\")}`, ...game.args];
        await launched.request("launch", { stdio: "ignore", args });
        await game.started();
        return { launched, pid, launcher, game };
      }

      it("when the client closes the connection", async () => {
        const { launched, game } = await startWithGame();
        launched.hangUp();
        expect(await launched.ended).toEqual({ code: 0, signal: null });
        expect(await game.isRunning()).toBe(true);
      });

      it("when the launcher is killed", async () => {
        const { launched, launcher, game } = await startWithGame();
        endProcess(launcher);
        await launched.disconnected();
        expect(await launched.ended).toEqual({ code: 9, signal: null });
        expect(await game.isRunning()).toBe(true);
      });

      it("when the launcher is killed while the event loop of the integration is blocked", async () => {
        const { launched, launcher, game } = await startWithGame();
        await launched.request("spin");
        endProcess(launcher);
        await launched.disconnected();
        expect(await game.isRunning()).toBe(true);
      });

      it("when the integration is killed", async () => {
        const { launched, pid, game } = await startWithGame();
        endProcess(pid);
        expect(await launched.ended).toEqual({ code: 9, signal: null });
        expect(await game.isRunning()).toBe(true);
        expect(launched.lines.at(-1)).toBe("galaxy-kit - ERROR - the integration ended with exit code 9");
      });

      it("when the integration is killed while the client does not read its log", async () => {
        const script = join(pythonClient(packedFolder(), "plugin.STALLED_MS = 100"), "plugin.py");
        const client = windowsClient("sys.executable", script, "stderr=subprocess.PIPE");
        const launched = await Launched.start(python, client);
        const { pid } = await launched.describe();
        await launched.request("flood", { count: 20_000 });
        endProcess(pid);
        expect(await launched.exit).toEqual({ code: 9, signal: null });
      });
    });

    describe("that uses what the framework has for this computer", () => {
      let probe: Probe;
      let form: Awaited<ReturnType<typeof fillIn>>;
      let short: string;
      let game: Game;
      let base: string;

      beforeAll(async () => {
        const uninstall = String.raw`HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall`;
        wine.run("reg", "add", `${uninstall}\\Moth`, "/v", "DisplayName", "/d", "Möth", "/reg:32");
        wine.run("reg", "add", `${uninstall}\\Tide`, "/v", "DisplayName", "/d", "Tide", "/reg:64");
        wine.run("reg", "add", `${uninstall}\\Tide`, "/v", "InstallLocation", "/d", "D:\\Tide", "/reg:64");
        // Not in Wine's own folder, which it hides from programs.
        base = mkdtempSync(join(tmpdir(), "galaxy-kit-probe-"));
        game = await Game.in(base);
        probe = new Probe(base, { python, node, install: (zip) => installed(zip, base) });
        await probe.install();
        short = probe.shortPathOf(probe.library);
        await probe.start(async (step) => {
          // The folder in a spelling of its own, and with the name that DOS would give it.
          form = await fillIn(step, { folders: short.toUpperCase(), program: "C:\\windows\\notepad.exe" });
          return { endUri: "https://www.gog.com/galaxy" };
        });
      });

      afterAll(async () => {
        await probe.client?.close();
        game.end();
        rmSync(base, { recursive: true, force: true, maxRetries: 5 });
      });

      it("shows its form, with the drives of this computer and without a secret that was read", () => {
        expect(form.status).toBe(303);
        expect(form.drives).toEqual(expect.arrayContaining(["C:\\", "Z:\\"]));
        expect(form.page).toContain('value="C:\\windows\\notepad.exe"');
        expect(form.page).toContain("A value is stored");
        expect(probe.client?.status.state).toBe("connected");
        expect(probe.client?.problems).toEqual([]);
      });

      it("encrypts a secret in its settings file, which stays as Notepad has written it, and reads it after a restart", async () => {
        const written = readFileSync(probe.settings, "utf8");
        expect(written).toMatch(
          /^\uFEFF\{\r\n {2}"program": "C:\\windows\\notepad\.exe", \/\/ mine\r\n {2}"apiKey": \{/,
        );
        expect(written).not.toContain("geheim");
        await probe.client?.close();
        await probe.start();
        expect(probe.client?.status.state).toBe("connected");
        expect(await probe.does("computer")).toMatchObject({ settings: { apiKey: "geheim ☃" } });
      });

      it("shares files with other processes, of which one ends with a lock, and one has a file open", async () => {
        const reader = await probe.openForReading("read", "old");
        expect(await probe.does("state")).toEqual({
          // At once, and not after 20 seconds without a sign of life.
          isFree: true,
          counter: "20",
          entries: 20,
          damaged: 0,
          during: "old",
          after: "new",
        });
        expect(await reader.read).toBe("old");
      });

      it("finds a game below a folder with a short name and another case, and sees it run", async () => {
        const shows = async (state: number): Promise<void> => {
          const isShown = ({ library }: SimulatedClient) => library.games["tide"]?.localGameState === state;
          await probe.client?.waitFor(isShown, 30_000);
        };
        await shows(1);
        const program = join(probe.library, "Tide", "game.exe");
        spawn(wine.commandFor(program), [game.program, ...game.args], { stdio: "ignore" });
        await shows(3);
        game.end();
        await shows(1);
      });

      it("knows its own process, the programs of both views of the registry, and the user's folders", async () => {
        const { own, programs, folders } = await probe.does("computer");
        expect(own).toMatchObject({ name: "node.exe", exe: expect.stringMatching(/^Z:\\.*☃\\node\\node\.exe$/) });
        expect(programs).toEqual([
          { id: "Tide", name: "Tide", folder: "D:\\Tide" },
          { id: "Moth", name: "Möth" },
        ]);
        expect(folders).toMatchObject({ documents: expect.stringMatching(/^C:\\users\\.*\\Documents$/) });
      });

      it("notices that its settings file and a watched file are replaced", async () => {
        writeFileSync(
          `${probe.settings}.new`,
          readFileSync(probe.settings, "utf8").replace("notepad.exe", "explorer.exe"),
        );
        renameSync(`${probe.settings}.new`, probe.settings);
        expect(await probe.reports("changed program")).toMatchObject({
          program: "C:\\windows\\explorer.exe",
          apiKey: "geheim ☃",
        });
        writeFileSync(join(base, "watched.db"), "x");
        expect(await probe.reports("file")).toEqual({});
        expect(probe.client?.problems).toEqual([]);
      });
    });
  });
});
