import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { checkNode } from "../../src/doctor/check-programs.js";
import { runtimes } from "../../src/runtimes/runtimes.js";
import { Plugins, SHELF } from "../install/support/plugins.js";
import { anyPython } from "../launcher/support/pythons.js";
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

/** A machine on which everything is there. */
const machine = () => ({
  npm_config_registry: registry.address,
  npm_config_cache: join(plugins.base, "npm-cache"),
  GALAXY_KIT_PYTHON: anyPython ?? "",
  GALAXY_KIT_BROWSER: process.execPath,
});

async function doctor(env: NodeJS.ProcessEnv = {}, ...args: string[]) {
  return await Program.run(["doctor", "--in", plugins.dir, "--logs", logs, ...args], { env: { ...machine(), ...env } });
}

describe("galaxy-kit doctor", () => {
  it("finds everything in order", async () => {
    plugins.folder(join("plugins", "installed", SHELF));
    mkdirSync(logs);
    const { code, stdout } = await doctor();
    expect(stdout.split("\n")).toEqual([
      `ok       Node: ${process.versions.node}`,
      `ok       npm: ${registry.address} answers`,
      expect.stringMatching(anyPython ? /^ok {7}Python: 3\./ : /^warning {2}Python: /),
      ...(anyPython ? [] : [expect.stringMatching(/└/)]),
      `ok       Browser: ${process.execPath}`,
      `ok       GALAXY: integrations in ${plugins.dir}`,
      `ok       GALAXY: logs in ${logs}`,
      `ok       ${SHELF}: The Shelf 1.0.0 for test, Python, no log: GALAXY has not started it`,
      "",
      anyPython ? "Everything is in order." : "0 errors, 1 warning",
      "",
    ]);
    expect(code).toBe(0);
  });

  it("has a remedy for everything that is missing", async () => {
    const nowhere = join(plugins.base, "nowhere");
    const env = { PATH: nowhere, Path: nowhere, GALAXY_KIT_PYTHON: nowhere, GALAXY_KIT_BROWSER: nowhere };
    const { code, stdout } = await doctor(env, "--json");
    expect(code).toBe(1);
    const { findings } = JSON.parse(stdout);
    expect(findings).toMatchObject([
      { subject: "Node", severity: "ok" },
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
        message: `there is no folder ${plugins.dir}, where its integrations should be`,
        remedy: expect.any(String),
      },
      {
        subject: "GALAXY",
        severity: "warning",
        message: `there is no folder ${logs}, where its logs should be`,
        remedy: expect.any(String),
      },
    ]);
  });

  it("finds a registry that does not answer", async () => {
    const { address } = registry;
    await registry.stop();
    registry = await TestRegistry.start({});
    const { code, stdout } = await doctor({ npm_config_registry: address });
    expect(code).toBe(1);
    expect(stdout).toMatch(/error {4}npm: http:\/\/127\.0\.0\.1:\d+\/ does not give .*ECONNREFUSED/);
  });

  it("finds a registry that has no Node", async () => {
    await registry.stop();
    registry = await TestRegistry.start({});
    const { code, stdout } = await doctor();
    expect(code).toBe(1);
    expect(stdout).toMatch(/error {4}npm: http.* 404 Not Found/);
    expect(stdout).toContain("pack has to be told --no-runtime");
  });

  it("finds what keeps GALAXY from showing an integration", async () => {
    plugins.folder(join("plugins", "installed", SHELF));
    plugins.folder(join("plugins", "installed", "second"), { script: "main.py" });
    mkdirSync(join(`${plugins.dir}.galaxy-kit`, "replacements", "third"), { recursive: true });
    const { code, stdout } = await doctor();
    expect(code).toBe(1);
    expect(stdout).toContain(
      'error    second: manifest.json: script: expected a file in the folder, found "main.py", which does not exist\n' +
        "         └ correct it, or install the integration again\n",
    );
    expect(stdout).toContain("warning  GALAXY: the installation of third was interrupted, or is going on\n");
    expect(stdout).toContain("\n1 error, 2 warnings\n");
  });

  it.each([
    [["--follow"], "--follow goes with --log NAME only."],
    [["--json", "--log", "test"], "--json and --log exclude each other"],
  ])("refuses %j", async (args, message) => {
    const { code, stderr } = await doctor({}, ...args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it.each([
    ["20.18.9", "error"],
    ["18.20.0", "error"],
    ["20.19.0", "ok"],
    ["26.0.0", "ok"],
  ])("takes Node %s as %s", (node, severity) => {
    expect(checkNode(node)).toMatchObject([{ severity }]);
  });
});
