import { cpSync, existsSync, readFileSync, realpathSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { anyPython, newFolder, pythons, withPython } from "@galaxy-kit/test-support/jest";
import { describe, expect, it } from "@jest/globals";
import { fileStore, openFolder, PythonNotFoundError } from "../src/index.js";
import { kindsOf, start } from "./support/integrations.js";

const FIXTURE = fileURLToPath(new URL("fixtures/python-shop", import.meta.url));

/** A copy of the Python integration, with changes. */
function shop(files: Readonly<Record<string, string>> = {}): string {
  const folder = join(newFolder(), "shop 🎮");
  cpSync(FIXTURE, folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

async function open(folder: string, python = anyPython) {
  return await openFolder(folder, { logs: join(newFolder(), "logs"), ...(python !== undefined && { python }) });
}

async function startFolder(folder: string) {
  return await start({ integration: (await open(folder)).source });
}

withPython(describe)("a folder with a manifest", () => {
  it.each(pythons)(
    "is started by Python, as in the real client: %s",
    async (python) => {
      const folder = shop();
      const state = newFolder();
      const found = await open(folder, python);
      expect(found).toMatchObject({
        folder,
        name: "Python shop",
        storeName: "itch_1b3d7d4e-0c7c-4f4f-9d3e-3f5b8a0c2d11",
        manifest: { platform: "itch", script: "plugin.py" },
      });
      const { source, storeName } = found;
      const client = await start({ integration: source, store: fileStore(storeName, { folder: state }) });
      await client.importsDone(10_000);
      expect(client.status.state).toBe("connected");
      expect(client.library).toMatchObject({
        platform: "itch",
        user: { userName: "Jö" },
        games: { g1: { gameTitle: "Größe" } },
      });

      client.launchGame("g1");
      await client.waitFor(() => client.log.some(({ text }) => text.includes("received launch_game")));
      expect(await client.close()).toEqual({ code: 0, signal: null, killed: false });
      expect(client.problems).toEqual([]);
      expect(client.log).toContainEqual(expect.objectContaining({ stream: "stdout", text: "printed: Jö 🎮" }));

      const next = await start({ integration: source, store: fileStore(storeName, { folder: state }) });
      await next.importsDone(10_000);
      expect(next.library).toMatchObject({ credentials: { token: "t1" }, cache: { runs: "1" } });
      expect(next.journal.some(({ method }) => method === "store_credentials")).toBe(false);
    },
    30_000,
  );

  it("starts with an unusual guid and version, and warns once", async () => {
    const manifest = JSON.parse(readFileSync(join(FIXTURE, "manifest.json"), "utf8"));
    const unusual = { ...manifest, guid: "73d2c048-1ae7-46b2-ad4a-da16yc8ccecz", version: 0.5 };
    const { source, storeName } = await open(shop({ "manifest.json": JSON.stringify(unusual) }));
    expect(storeName).toBe(`itch_${unusual.guid}`);
    expect(source.logPath).toMatch(/plugin-itch-73d2c048-1ae7-46b2-ad4a-da16yc8ccecz\.log$/);
    const client = await start({ integration: source });
    await client.importsDone(10_000);
    await client.restart();
    await client.importsDone(10_000);
    expect(client.status.state).toBe("connected");
    expect(client.problems).toMatchObject([
      {
        kind: "manifest",
        severity: "warning",
        message: expect.stringMatching(/^manifest\.json: guid: unusual value ".*"\. Use a GUID/),
      },
      {
        kind: "manifest",
        severity: "warning",
        message: expect.stringMatching(/^manifest\.json: version: unusual value/),
      },
    ]);
  });

  it("gets the arguments, the import path and the log that the runner sets up", async () => {
    const folder = shop();
    const { source } = await open(folder);
    const client = await start({ integration: source });
    await client.importsDone(10_000);
    await client.close();

    const started = client.log.find(({ logger }) => logger === "shop")!.message;
    const { argv, cwd, path } = JSON.parse(started.slice(started.indexOf("{")));
    expect(argv).toEqual([
      join(folder, "plugin.py"),
      expect.stringMatching(/^[0-9a-f]{32}$/),
      expect.stringMatching(/^\d+$/),
      source.logPath,
    ]);
    expect(path[0]).toBe(folder);
    // Nothing but the folder and the standard library: GALAXY has no other packages.
    expect(path.filter((entry: string) => /runner|(?:site|dist)-packages/.test(entry))).toEqual([]);
    expect(realpathSync(cwd)).toBe(realpathSync(tmpdir()));

    expect(source.logPath).toMatch(/[/\\]logs[/\\]plugin-itch-1b3d7d4e-0c7c-4f4f-9d3e-3f5b8a0c2d11\.log$/);
    if (process.platform !== "win32") {
      const rights = [source.logPath!, join(source.logPath!, "..")].map((path) => statSync(path).mode & 0o777);
      expect(rights).toEqual([0o600, 0o700]);
    }
    const logged = readFileSync(source.logPath!, "utf8").trimEnd().split(/\r?\n/);
    expect(logged[0]).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} - shop - INFO - started \{/);
    expect(logged.map((line) => line.slice(line.indexOf(" - ")))).toEqual(
      client.log
        .filter(({ stream }) => stream === "stderr")
        .map(({ logger, level, message }) => ` - ${logger} - ${level!.toUpperCase()} - ${message}`),
    );
    expect(logged.at(-1)).toMatch(/ - shop - INFO - the client has hung up$/);
    expect(logged.some((line) => line.endsWith(" - shop - DEBUG - received ping"))).toBe(true);
  });

  it.each<[where: string, script: string]>([
    ["while it is imported", "import time\nexport = time.sleep(60)\n"],
    ["in main()", "import time\ndef main():\n    time.sleep(60)\n"],
  ])("that hangs at the start has the place in its log: %s", async (_, script) => {
    const { source } = await open(shop({ "plugin.py": script }));
    const env = { ...source.env, GALAXY_KIT_TIME_SCALE: "0.05" };
    const client = await start({ integration: { ...source, env } });
    const line = script.split("\n").findIndex((text) => text.includes("sleep")) + 1;
    const message = new RegExp(
      `^the event loop has been blocked for 8 seconds, here:\\n[^]*plugin\\.py", line ${line}, `,
    );
    await client.waitFor(() => client.log.some((entry) => message.test(entry.message ?? "")), 20_000);
    await client.close();
  });

  it("that waits for Node, as the launcher of Galaxy Kit does, does not hang", async () => {
    const script = "import time\ndef forward_until_end():\n    time.sleep(1)\nmain = forward_until_end\n";
    const { source } = await open(shop({ "plugin.py": script }));
    const client = await start({ integration: { ...source, env: { ...source.env, GALAXY_KIT_TIME_SCALE: "0.05" } } });
    await client.waitFor(() => client.status.state === "crashed");
    expect(client.log.filter(({ level }) => level === "error")).toEqual([]);
    await client.close();
  });

  it("can call exit(), which Python provides without site-packages only on request", async () => {
    const { source } = await open(shop({ "plugin.py": "def main(): exit(7)\n" }));
    const client = await start({ integration: source });
    await client.waitFor(() => client.status.state === "crashed");
    expect(client.status.reason).toContain("exit code 7");
  });

  it("runs even if there is no log file", async () => {
    const file = join(newFolder(), "file");
    writeFileSync(file, "");
    const { source } = await openFolder(shop(), { logs: join(file, "logs"), python: anyPython });
    const client = await start({ integration: source });
    await client.importsDone(10_000);
    expect(client.status.state).toBe("connected");
    expect(client.log[0]).toMatchObject({
      level: "error",
      logger: "root",
      message: expect.stringContaining("cannot write a log file: "),
    });
  });

  it.each(pythons)("has each log record reported as one entry, and its output unchanged: %s", async (python) => {
    const script = String.raw`
import logging, sys
log = logging.getLogger("shop.api")
logging.addLevelName(25, "NOTICE")
def main():
    log.debug("one")
    log.log(25, "two\nlines")
    log.warning("ä 🎮 \udc80 %s", "\u2028")
    try:
        {}["id"]
    except KeyError:
        log.exception("three")
    log.critical("four", stack_info=True)
    record = log.makeRecord("shop.api", 40, "", 1, "five", (), None)
    record.exc_text = "Error: no\n    at buy (shop.ts:1:2)"
    log.handle(record)
    log.info("%d", "not a number")
    print("printed", file=sys.stderr)
    raise SystemExit(0)
`;
    const { source } = await open(shop({ "plugin.py": script }), python);
    const client = await start({ integration: source });
    await client.waitFor(() => client.status.state === "crashed");

    const logged = client.log.filter(({ logger }) => logger !== undefined);
    expect(logged.map(({ level, logger, message }) => [level, logger, message])).toEqual([
      ["debug", "shop.api", "one"],
      ["info", "shop.api", "two\nlines"],
      ["warn", "shop.api", "ä 🎮 \udc80 \u2028"],
      ["error", "shop.api", expect.stringMatching(/^three\nTraceback .*\n(.*\n)*KeyError: 'id'$/)],
      ["error", "shop.api", "four"],
      ["error", "shop.api", "five\nError: no\n    at buy (shop.ts:1:2)"],
    ]);
    for (const { fields } of logged) expect(new Date(fields!["time"] as string).toISOString()).toBe(fields!["time"]);
    expect(logged[4]!.fields!["stack"]).toMatch(/^Stack .*\n {2}File /);
    expect(client.log.map(({ text }) => text)).toEqual(expect.arrayContaining(["--- Logging error ---", "printed"]));
    expect(client.log.find(({ text }) => text === "printed")).not.toHaveProperty("level");
  });

  it("does not see the environment of this user's Python, because GALAXY has its own", async () => {
    const strange = newFolder();
    writeFileSync(join(strange, "socket.py"), "raise ImportError('a strange module')");
    const { source } = await open(shop());
    const env = { ...source.env, PYTHONPATH: strange, PYTHONHOME: strange, PYTHONIOENCODING: "ascii" };
    const client = await start({ integration: { ...source, env } });
    await client.importsDone(10_000);
    expect(client.status.state).toBe("connected");
    expect(client.log).toContainEqual(expect.objectContaining({ stream: "stdout", text: "printed: Jö 🎮" }));
  });

  it.each([
    [
      "is missing a package",
      "import galaxy.api\n",
      4,
      // The traceback contains only the integration's part.
      /\ncannot import plugin\.py\nTraceback .*\n {2}File ".*plugin\.py", line 1, in <module>\n(.*\n){1,2}ModuleNotFoundError: No module named 'galaxy'/,
    ],
    ["has a syntax error", "def main(:\n", 4, /cannot import plugin\.py\n(.*\n)*SyntaxError: /],
    ["has no main()", "if __name__ == '__main__':\n    run()\n", 4, /plugin\.py has no function main\(\)/],
    ["fails in main()", "def main():\n    {}['id']\n", 5, /main\(\) of plugin\.py failed\n(.*\n)*KeyError: 'id'/],
    ["exits", "import sys\ndef main():\n    sys.exit(3)\n", 3, /exit code 3/],
  ])("has crashed if its script %s, and the reason is reported", async (_what, script, code, reported) => {
    const client = await startFolder(shop({ "plugin.py": script }));
    await client.waitFor(() => client.status.state === "crashed");
    expect(client.problems).toMatchObject([{ kind: "crash", detail: { code } }]);
    expect(client.problems[0]!.message).toMatch(reported);
    expect(client.status.reason).toBe(client.problems[0]!.message);
  });

  it("can have its script in a subfolder", async () => {
    const manifest = readFileSync(join(FIXTURE, "manifest.json"), "utf8").replace("plugin.py", "src/plugin.py");
    const folder = shop({ "manifest.json": manifest });
    cpSync(join(FIXTURE, "plugin.py"), join(folder, "src", "plugin.py"));
    const client = await startFolder(folder);
    await client.importsDone(10_000);
    expect(client.status.state).toBe("connected");
  });

  it("is refused if its platform is not that of its manifest", async () => {
    const manifest = readFileSync(join(FIXTURE, "manifest.json"), "utf8").replace('"itch"', '"steam"');
    const client = await startFolder(shop({ "manifest.json": manifest }));
    await client.importsDone(10_000);
    expect(kindsOf(client)).toEqual(["platform-mismatch"]);
    expect(client.status).toMatchObject({
      state: "refused",
      reason: 'the integration reports the platform "itch", but its manifest.json has "steam": use the same in both',
    });
  });

  it("is not started without Python", async () => {
    await expect(open(shop(), "/nowhere/python")).rejects.toThrow(PythonNotFoundError);
  });
});

describe("a project with a package.json", () => {
  it("is run by Node: galaxyKit.entry, or dist/main.js by default", async () => {
    const wire = new URL("fixtures/raw.mjs", import.meta.url).href;
    const folder = newFolder();
    const guid = "7C1D2F0E-5b0a-4c52-9a57-3f8e6d1b9c24";
    const project = { name: "my-shop", galaxyKit: { entry: "start.mjs", guid } };
    writeFileSync(join(folder, "package.json"), JSON.stringify(project));
    writeFileSync(join(folder, "start.mjs"), `import { integrate } from ${JSON.stringify(wire)}; integrate({});`);
    const found = await open(folder);
    expect(found).toMatchObject({ name: "my-shop", storeName: `guid_${guid.toLowerCase()}` });
    expect(found.manifest).toBeUndefined();

    const client = await start({ integration: found.source });
    await client.importsDone(10_000);
    expect(client.status.state).toBe("connected");
    expect(client.problems).toEqual([]);
  });

  it.each([
    [
      "galaxyKit.name, as users see it",
      { name: "my-shop", galaxyKit: { name: "My Shop", entry: "main.js" } },
      "My Shop",
    ],
    ["its package, if it has no such name", { name: "my-shop", galaxyKit: { name: "", entry: "main.js" } }, "my-shop"],
  ])("has the name of %s", async (_what, project, name) => {
    const folder = newFolder();
    writeFileSync(join(folder, "package.json"), JSON.stringify(project));
    writeFileSync(join(folder, "main.js"), "");
    expect((await open(folder)).name).toBe(name);
  });

  it("is named after its folder if it has no guid", async () => {
    const [first, second] = [newFolder(), newFolder()];
    const names = await Promise.all(
      [first, second].map(async (folder) => {
        writeFileSync(join(folder, "package.json"), '{"galaxyKit":{"entry":"main.js"}}');
        writeFileSync(join(folder, "main.js"), "");
        return (await open(folder)).storeName;
      }),
    );
    for (const name of names) expect(name).toMatch(/^galaxy-kit-[a-z0-9-]+_[0-9a-f]{16}$/);
    expect(new Set(names).size).toBe(2);
    expect((await open(first)).storeName).toBe(names[0]);
  });

  it("reports why it crashed before it started", async () => {
    const folder = newFolder();
    writeFileSync(join(folder, "package.json"), '{"galaxyKit":{"entry":"main.js"}}');
    writeFileSync(join(folder, "main.js"), 'throw new Error("out of cheese")');
    const client = await startFolder(folder);
    await client.waitFor(() => client.status.state === "crashed");
    expect(client.problems[0]!.message).toMatch(
      /ended with exit code 1 [^]*its last error output:\n[^]*Error: out of cheese/,
    );
  });
});

it("the runner is part of the published package", () => {
  const root = fileURLToPath(new URL("..", import.meta.url));
  expect(JSON.parse(readFileSync(join(root, "package.json"), "utf8")).files).toContain("runner");
  expect(existsSync(join(root, "runner", "run_integration.py"))).toBe(true);
});
