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

  describe("with --login", () => {
    const credentials = { user: "Jo", token: "tok/en+1234", serial: 12_345_678 };

    beforeEach(() => {
      // Greets the user of the stored credentials, and logs them as no integration should.
      project.replace("plugin.py", "def result_of(method, token):", "def result_of(method, token, params):");
      project.replace("plugin.py", 'message["method"], token)', 'message["method"], token, message.get("params"))');
      project.replace(
        "plugin.py",
        'return {"user_id": "1", "user_name": "Jö"}',
        `stored = params.get("stored_credentials")
        print("logged in with %s" % json.dumps(stored), flush=True)
        return {"user_id": "1", "user_name": (stored or {}).get("user", "nobody")}`,
      );
      const library = { user: { userName: "Jo" }, credentials };
      const steps = [{ start: {} }, { waitFor: { state: "connected" } }, { expect: { library } }];
      project.write("greets.json", JSON.stringify({ name: "the user of the file is greeted", steps }));
    });

    it.each([
      ["credentials", credentials],
      ["what dev has stored", { format: "galaxy-kit/1", credentials, cache: {} }],
    ])("starts with a file of %s", async (_, content) => {
      project.write("my login.json", JSON.stringify(content));
      const { code, stdout } = await scenario("--login", "my login.json", "--only", "./greets.json");
      expect(stdout).toMatch(/\n1 passed, 0 failed\n$/);
      expect(code).toBe(0);
    });

    it("prints none of the credentials, neither as text nor as JSON, unless it is asked to", async () => {
      project.write("login.json", JSON.stringify({ ...credentials, user: "Bo" }));
      const args = ["--login", "login.json", "--only", "./greets.json"];
      for (const more of [[], ["--json"]]) {
        const { code, stdout, stderr } = await scenario(...args, ...more);
        expect(stdout).toContain("logged in with");
        expect(stdout + stderr).not.toMatch(/tok.{1,3}en\+1234|12345678/);
        expect(code).toBe(1);
      }
      expect((await scenario(...args, "--show-secrets")).stdout).toContain(credentials.token);
    });

    it.each([
      ['{\n  "token": "tok1234",\n}', /login\.json is not valid JSON: .* in line 3, column 1\. Specify a JSON object/],
      ['["tok1234"]', /login\.json must be a JSON object\./],
      ["{}", /login\.json has no credentials/],
      ['{ "format": "galaxy-kit/1", "cache": {} }', /login\.json has no credentials: nobody was logged in/],
      [
        '{ "format": "galaxy-kit/1", "credentials": "tok1234", "cache": {} }',
        /login\.json is not valid: credentials: /,
      ],
      ['{ "credentials": { "token": "tok1234" } }', /login\.json is not valid: format: expected /],
    ])("explains what is wrong with %j, without quoting it", async (content, explanation) => {
      project.write("login.json", content);
      const { code, stdout, stderr } = await scenario("--login", "login.json", "--only", "./greets.json");
      expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
      expect(stderr).toMatch(explanation);
      expect(stderr).not.toContain("tok1234");
    });

    it("reports a file that cannot be read before it builds anything", async () => {
      const { code, stderr } = await scenario("--login", "nowhere.json");
      expect({ code, stderr }).toEqual({
        code: 1,
        stderr: expect.stringMatching(/nowhere\.json cannot be read: ENOENT/),
      });
    });
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
