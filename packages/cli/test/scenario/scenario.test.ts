import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileStore, userFolder } from "@galaxy-kit/simulator";
import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { runInProcess } from "../support/in-process.js";
import { Program } from "../support/program.js";
import { TestProject } from "../support/projects.js";

jest.setTimeout(180_000);

let project: TestProject;

beforeEach(() => {
  project = TestProject.python();
});

afterEach(() => {
  project.destroy();
});

function scenario(...args: readonly string[]) {
  return runInProcess(["scenario", ...args], { cwd: project.dir, env: project.env });
}

function write(file: string, title: string): void {
  const games = { tide: { gameTitle: title } };
  const steps = [{ start: {} }, { importsDone: true }, { expect: { library: { games } } }];
  project.write(file, JSON.stringify({ name: `the game is called ${title}`, steps }));
}

describe("galaxy-kit scenario", () => {
  it("passes if the integration does what the scenario expects", async () => {
    write("tide.json", "Tide");
    const { code, stdout } = await Program.run(["scenario", "--only", "./tide.json"], {
      cwd: project.dir,
      env: project.env,
    });
    expect(stdout).toMatch(/^✓ the game is called Tide \(.* s\)\n {2}✓ start [^]*\n1 passed, 0 failed\n$/);
    expect(code).toBe(0);
  });

  it("explains how to specify another folder if the current one has no integration", async () => {
    const { code, stderr } = await runInProcess(["scenario"], { cwd: join(project.dir, ".."), env: project.env });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/\nFor an integration in another folder: galaxy-kit scenario DIR\n$/),
    });
  });

  it("reports a damaged stored login, and runs without it", async () => {
    write("tide.json", "Tide");
    const manifest = readFileSync(join(project.dir, "manifest.json"), "utf8");
    const { guid, platform } = JSON.parse(manifest) as { guid: string; platform: string };
    const folder = userFolder("state", { platform: process.platform, env: project.env, home: project.env.HOME });
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${platform}_${guid.toLowerCase()}.json`), "{");
    const { code, stdout } = await scenario("--only", "./tide.json");
    expect(stdout).toMatch(/\.json is damaged \(.*\) and not used/);
    expect(code).toBe(0);
  });

  it("runs with a copy of the login while dev has the store open, and without it with --fresh", async () => {
    const manifest = readFileSync(join(project.dir, "manifest.json"), "utf8");
    const { guid, platform } = JSON.parse(manifest) as { guid: string; platform: string };
    const folder = userFolder("state", { platform: process.platform, env: project.env, home: project.env.HOME });
    const store = fileStore(`${platform}_${guid.toLowerCase()}`, { folder });
    await store.open();
    await store.save({ cache: { kept: "by dev" } });
    const expectation = (cache: object) => ({ expect: { library: { cache } } });
    const write = (name: string, cache: object) =>
      project.write(name, JSON.stringify({ name, steps: [{ start: {} }, expectation(cache)] }));
    write("copy.json", { kept: "by dev" });
    write("none.json", { kept: { $absent: true } });
    try {
      expect(await scenario("--only", "./copy.json")).toMatchObject({ code: 0, stderr: "" });
      expect(await scenario("--fresh", "--client", "2.0", "--only", "./none.json")).toMatchObject({ code: 0 });
    } finally {
      await store.close();
    }
  });

  it("shows the difference of a failed scenario, and runs the others", async () => {
    write("ebb.json", "Ebb");
    write("tide.json", "Tide");
    const { code, stdout } = await scenario("--only", "./ebb.json", "--only", "./tide.json");
    expect(stdout).toMatch(/^✗ the game is called Ebb[^]*"Ebb"[^]*"Tide"[^]*✓ the game is called Tide/);
    expect(stdout).toMatch(/\n1 passed, 1 failed\n$/);
    expect(code).toBe(1);
  });

  it("prints only JSON on stdout", async () => {
    write("ebb.json", "Ebb");
    const { code, stdout } = await scenario("--json", "--only", "./ebb.json");
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject([{ name: "the game is called Ebb", passed: false }]);
  });

  it("runs a built-in scenario for another folder", async () => {
    const { code, stdout } = await runInProcess(["scenario", project.dir, "--only", "restart"], { env: project.env });
    expect(stdout).toMatch(/\n1 passed, 0 failed\n$/);
    expect(code).toBe(0);
  });

  it("lists the built-in scenarios", async () => {
    const { code, stdout } = await scenario("--list");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ {2}garbage {2,}\w/m);
  });

  it("reports the errors in a file", async () => {
    project.write("odd.json", JSON.stringify({ name: "odd", steps: [{ restat: {} }] }));
    const { code, stdout, stderr } = await scenario("--only", "./odd.json");
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/odd\.json cannot be run:\n {2}error {2}steps\[0\]\.restat: unknown step\n.*restart/);
  });
});
