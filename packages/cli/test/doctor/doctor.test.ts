import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { anyPython, withPython } from "@galaxy-kit/test-support/jest";
import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { checkNode } from "../../src/doctor/check-programs.js";
import { runtimes } from "../../src/runtimes/runtimes.js";
import { Plugins, SHELF } from "../install/support/plugins.js";
import { runInProcess } from "../support/in-process.js";
import { Program } from "../support/program.js";
import { TestRegistry } from "./support/registry.js";

jest.setTimeout(120_000);

const { package: runtime, version } = runtimes["win-x64"];

let plugins: Plugins;
let logs: string;
let registry: TestRegistry;
beforeEach(async () => {
  plugins = new Plugins();
  logs = join(plugins.base, "logs");
  registry = await TestRegistry.start({ [runtime]: version });
});
afterEach(async () => {
  await registry.stop();
  plugins.destroy();
});

/** The environment of a machine with everything installed. */
const healthyMachine = () => ({
  npm_config_registry: registry.address,
  npm_config_cache: join(plugins.base, "npm-cache"),
  GALAXY_KIT_PYTHON: anyPython,
  GALAXY_KIT_BROWSER: process.execPath,
});

const command = () => ["doctor", "--plugins-dir", plugins.dir, "--logs-dir", logs];

async function doctor(env: NodeJS.ProcessEnv = {}, ...args: string[]) {
  return await runInProcess([...command(), ...args], { env: { ...healthyMachine(), ...env } });
}

/** Like {@link doctor}, for what does not depend on npm, which takes longer to respond than everything else together. */
async function examine({ PATH = process.env["PATH"] }: NodeJS.ProcessEnv = {}) {
  if (process.platform === "win32") return await doctor();
  const programs = join(plugins.base, "programs");
  mkdirSync(programs);
  writeFileSync(join(programs, "npm"), `#!/bin/sh\necho "${version}"\n`, { mode: 0o755 });
  return await doctor({ PATH: `${programs}:${PATH}` });
}

describe("galaxy-kit doctor", () => {
  it("finds no problems on a healthy machine", async () => {
    plugins.folder(join("plugins", "installed", SHELF));
    mkdirSync(logs);
    const { code, stdout } = await Program.run(command(), { env: healthyMachine() });
    expect(stdout.split("\n\n")).toEqual([
      ...(anyPython ? [] : [expect.stringMatching(/^warning {2}Python: .*\n {2}└/)]),
      `info  Node: ${process.versions.node}  [ok]`,
      `info  npm: ${registry.address} responds  [ok]`,
      ...(anyPython ? [expect.stringMatching(/^info {2}Python: 3\./)] : []),
      `info  Browser: ${process.execPath}  [ok]`,
      `info  GALAXY: integrations in ${plugins.dir}  [ok]`,
      `info  GALAXY: logs in ${logs}  [ok]`,
      `info  ${SHELF}: The Shelf 1.0.0 for test, Python, no log, so GALAXY has not started it  [ok]`,
      anyPython ? "No problems found.\n" : "1 warning\n",
    ]);
    expect(code).toBe(0);
  });

  it("suggests a remedy for everything that is missing", async () => {
    const nowhere = join(plugins.base, "nowhere");
    const env = { PATH: nowhere, Path: nowhere, GALAXY_KIT_PYTHON: nowhere, GALAXY_KIT_BROWSER: nowhere };
    const { code, stdout } = await doctor(env, "--json");
    expect(code).toBe(1);
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({ folders: { plugins: plugins.dir, logs }, errors: 1, warnings: 4 });
    expect(report.diagnostics).toMatchObject([
      {
        subject: "npm",
        severity: "error",
        message: "npm is not on the PATH",
        remedy: expect.stringContaining("https://nodejs.org"),
      },
      { subject: "Python", severity: "warning", remedy: expect.stringContaining("GALAXY_KIT_PYTHON") },
      { subject: "Browser", severity: "warning", remedy: expect.stringContaining("GALAXY_KIT_BROWSER") },
      {
        subject: "GALAXY",
        severity: "warning",
        message: `the folder for integrations does not exist: ${plugins.dir}`,
        remedy: expect.any(String),
      },
      {
        subject: "GALAXY",
        severity: "warning",
        message: `the folder for logs does not exist: ${logs}`,
        remedy: expect.any(String),
      },
      { subject: "Node", severity: "info", code: "ok" },
      { subject: "GALAXY", severity: "info", message: "no integrations are installed" },
    ]);
  });

  it("reports a registry that does not respond", async () => {
    const { address } = registry;
    await registry.stop();
    registry = await TestRegistry.start({});
    const { code, stdout } = await doctor({ npm_config_registry: address });
    expect(code).toBe(1);
    expect(stdout).toMatch(/error {2}npm: http:\/\/127\.0\.0\.1:\d+\/ does not provide .*ECONNREFUSED/);
  });

  it("reports a registry without Node", async () => {
    await registry.stop();
    registry = await TestRegistry.start({});
    const { code, stdout } = await doctor();
    expect(code).toBe(1);
    expect(stdout).toMatch(/error {2}npm: http.* 404 Not Found/);
    expect(stdout).toContain("use pack --no-runtime");
  });

  it("reports problems that keep GALAXY from showing an integration", async () => {
    plugins.folder(join("plugins", "installed", SHELF));
    plugins.folder(join("plugins", "installed", "second"), { script: "main.py" });
    mkdirSync(join(`${plugins.dir}.galaxy-kit`, "replacements", "third"), { recursive: true });
    const { code, stdout } = await examine();
    expect(code).toBe(1);
    expect(stdout).toContain(
      'error  script: the file "main.py" does not exist\n  └ Use the name of a file in the folder.  [script-not-found]\n',
    );
    expect(stdout).toContain("warning  GALAXY: the installation of third was interrupted or is in progress\n");
    expect(stdout).toContain("\n1 error, 2 warnings\n");
  });

  it("reports what GALAXY does not see, or replaces, and still checks each integration", async () => {
    plugins.folder(join("plugins", "shelf"));
    plugins.folder(join("plugins", "installed", "psn"), {
      platform: "psn",
      guid: "38087aea-3c30-439f-867d-ddf9fae8fe6f",
    });
    plugins.folder(join("plugins", "installed", "generic"), { platform: "generic" });
    const { code, stdout } = await examine();
    expect(code).toBe(1);
    expect(stdout).toContain("error  shelf: is next to the folder");
    expect(stdout).toContain("warning  psn: has the guid of an integration of GOG, which GALAXY may install over it");
    expect(stdout).toContain("warning  generic and psn: GALAXY would name these folders");
    expect(stdout).toContain(
      'warning  generic: GALAXY does not list the platform "generic", so you cannot connect it\n',
    );
    expect(stdout).toContain("info  psn: The Shelf 1.0.0 for psn, Python");
  });

  withPython(it)("reports a Python integration that cannot work in GALAXY 2.1, once", async () => {
    plugins.folder(
      join("plugins", "installed", SHELF),
      {},
      { "plugin.py": "import imp\nimport requests\ndef main(): pass\n" },
    );
    const { code, stdout } = await examine();
    expect(code).toBe(1);
    const text = `error  ${SHELF}: does not work in GALAXY 2.1: plugin.py:1: Python 3.12 removed the module imp`;
    expect(stdout).toMatch(new RegExp(`^${text}, .*, and 1 more\n.*galaxy-kit validate ".*"`));
  });

  withPython(it)("reports it even if its manifest.json is unusual", async () => {
    const manifest = { guid: "X" };
    plugins.folder(join("plugins", "installed", "test_X"), manifest, { "plugin.py": "import imp\ndef main(): pass\n" });
    const { code, stdout } = await examine();
    expect(code).toBe(1);
    expect(stdout).toContain(
      "error  test_X: does not work in GALAXY 2.1: plugin.py:1: Python 3.12 removed the module imp",
    );
    expect(stdout).toContain("[unusual-manifest]");
  });

  it("says of a Python integration that it could not be checked, and why", async () => {
    if (process.platform === "win32") return;
    plugins.folder(join("plugins", "installed", SHELF), {}, { "plugin.py": "import imp\ndef main(): pass\n" });
    const bin = join(plugins.base, "bin");
    mkdirSync(bin);
    const probed = `[ "$2" = -c ] && echo "[[3, 13, 0], \\"$0\\"]" && exit`;
    writeFileSync(join(bin, "python3.13"), `#!/bin/sh\n${probed}\necho "out of memory" >&2\nexit 1\n`, { mode: 0o755 });
    const { stdout } = await examine({ PATH: `${bin}:${process.env["PATH"]}` });
    expect(stdout).toContain(`Python, not checked for GALAXY 2.1: ${bin}/python3.13 failed: out of memory, no log`);
  });

  it.each([
    [["--follow"], "--follow requires --log NAME."],
    [["--json", "--log", "test"], "Use either --json or --log, not both."],
  ])("refuses %j", async (args, message) => {
    const { code, stderr } = await doctor({}, ...args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it.each([
    ["20.18.9", "error"],
    ["18.20.0", "error"],
    ["20.19.0", "info"],
    ["26.0.0", "info"],
  ])("reports Node %s as %s", (node, severity) => {
    expect(checkNode(node)).toMatchObject([{ severity }]);
  });
});
