import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it, jest } from "@jest/globals";
import { Program } from "../support/program.js";
import { TestProject } from "../support/projects.js";

jest.setTimeout(120_000);

const FOLDER_LIBRARY = fileURLToPath(new URL("../../../../apps/folder-library", import.meta.url));

/** Elsewhere there is always a display. */
const onLinux = process.platform === "linux" ? it : it.skip;

let project: TestProject | undefined;

afterEach(() => {
  project?.destroy();
  project = undefined;
});

function once(...args: readonly string[]) {
  project ??= TestProject.typeScript();
  return Program.run(["dev", "--once", ...args], { cwd: project.dir, env: project.env });
}

const tide = { gameId: "tide", gameTitle: "Tide", owned: true, licenseInfo: { licenseType: "SinglePurchase" } };

describe("galaxy-kit dev --once", () => {
  it("builds a TypeScript project, and shows its library", async () => {
    const { code, stdout, stderr } = await once();
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringMatching(/^version 1 runs as process \d+\.\n$/) });
    expect(stdout).toMatch(/^Platform "test", Me is logged in: 1 game\n[^]*^1 +Tide /m);
  });

  it("prints JSON, and nothing else on stdout", async () => {
    const { code, stdout } = await once("--json");
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ user: { userName: "Me" }, games: [tide], friends: [], problems: [] });
  });

  it("runs a Python integration, from its folder's name", async () => {
    project = TestProject.python();
    const { code, stdout } = await once("--json", "../shelf");
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ platform: "test", user: { userName: "Jö" }, games: [tide] });
  });

  it("runs a project of this repository", async () => {
    const { code, stdout } = await once(FOLDER_LIBRARY);
    expect(code).toBe(0);
    expect(stdout).toMatch(/: 4 games\n[^]*Lighthouse Keeper/);
  });

  it("shows what the compiler says, and fails", async () => {
    project = TestProject.typeScript();
    project.version('"one"');
    const { code, stdout, stderr } = await once();
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(
      /shelf cannot be built:\nsrc[/\\]main\.ts:\d+:\d+ - error TS2322: Type 'string' is not assignable/,
    );
    expect(stderr).not.toContain("TSFILE");
    expect(stderr).not.toContain("\u001b");
  });

  it("fails when the integration does, and tells why", async () => {
    project = TestProject.python();
    project.write("plugin.py", "def main():\n    raise RuntimeError('out of order')\n");
    const { code, stderr } = await once();
    expect(code).toBe(1);
    expect(stderr).toMatch(/out of order/);
    expect(stderr.match(/ended with exit code/g)).toHaveLength(1);
    expect(stderr).toMatch(/\nThe integration is crashed: the integration ended with exit code 5 [^\n]*\n$/);
  });

  it.each([
    [
      "a folder that is not there",
      ["nowhere"],
      {},
      /nowhere cannot be started:\n {2}error {2}the folder does not exist {2}\[folder-not-found\]\n$/,
    ],
    ["a folder with nothing in it", ["src"], {}, /expected a manifest\.json .* or a package\.json/],
    ["a browser that is not there", ["--browser", "/not/there"], {}, /the setting names "\/not\/there"/],
  ])("refuses %s with one clear text", async (_what, args, env, text) => {
    project = TestProject.typeScript();
    const { code, stdout, stderr } = await Program.run(["dev", "--once", ...args], {
      cwd: project.dir,
      env: { ...project.env, ...env },
    });
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(text);
    expect(stderr).not.toContain("    at ");
  });

  it("says how to name a folder where there is no integration in the current one", async () => {
    project = new TestProject();
    project.write("notes.txt", "");
    expect(await once()).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/\nFor an integration in another folder: galaxy-kit dev --once DIR\n$/),
    });
    expect((await once(".")).stderr).not.toContain("another folder");
  });

  onLinux("says how to log in where no window can be shown", async () => {
    project = TestProject.typeScript();
    project.replace(
      "src/main.ts",
      'login() { return { userId: "me", userName: "Me" }; }',
      `login() {
      return openLoginWindow({ windowTitle: "Log in", windowWidth: 9, windowHeight: 9, startUri: "https://shop.test/", endUriRegex: "^https://shop\\\\.test/done" });
    }

    @PassLoginCredentials()
    loggedIn() { return { userId: "me", userName: "Me" }; }`,
    );
    project.replace("src/main.ts", "OwnedGames, ", "openLoginWindow, OwnedGames, PassLoginCredentials, ");
    const env = { ...project.env, DISPLAY: "", WAYLAND_DISPLAY: "" };
    const { code, stderr } = await Program.run(["dev", "--once"], { cwd: project.dir, env });
    expect(code).toBe(1);
    expect(stderr).toMatch(/no display for its window\. Log in once with galaxy-kit dev, /);
  });

  it("says so when there is no Python", async () => {
    project = TestProject.python();
    const env = { ...project.env, GALAXY_KIT_PYTHON: "/not/there/python" };
    const { code, stderr } = await Program.run(["dev", "--once", project.dir], { env });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^no Python 3\.7 or newer \([^\n]*\n$/);
  });

  it("says so when a project has no TypeScript", async () => {
    project = new TestProject();
    project.write("package.json", "{}");
    project.write("tsconfig.json", "{}");
    const { code, stderr } = await once();
    expect(code).toBe(1);
    expect(stderr).toMatch(/shelf has a tsconfig\.json, but no TypeScript to build it with: run `npm install`/);
  });
});
