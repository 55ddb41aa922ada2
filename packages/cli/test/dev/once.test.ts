import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it, jest } from "@jest/globals";
import { useBundledFramework } from "../support/framework.js";
import { runInProcess } from "../support/in-process.js";
import { Program } from "../support/program.js";
import { TestProject } from "../support/projects.js";

jest.setTimeout(120_000);
useBundledFramework();

const FOLDER_LIBRARY = fileURLToPath(new URL("../../../../apps/folder-library", import.meta.url));

/** Only Linux may have no display. */
const onLinux = process.platform === "linux" ? it : it.skip;

let project: TestProject | undefined;

afterEach(() => {
  project?.destroy();
  project = undefined;
});

function once(...args: readonly string[]) {
  project ??= TestProject.typeScript();
  return runInProcess(["dev", "--once", ...args], { cwd: project.dir, env: project.env });
}

const tide = { gameId: "tide", gameTitle: "Tide", owned: true, licenseInfo: { licenseType: "SinglePurchase" } };

describe("galaxy-kit dev --once", () => {
  it("builds a TypeScript project and shows its library", async () => {
    project = TestProject.typeScript();
    const { code, stdout, stderr } = await Program.run(["dev", "--once"], { cwd: project.dir, env: project.env });
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringMatching(/^version 1 runs as process \d+\.\n$/) });
    expect(stdout).toMatch(/^Platform "test", Me is logged in: 1 game\n[^]*^1 +Tide /m);
  });

  it("prints only JSON on stdout with --json", async () => {
    const { code, stdout } = await once("--json");
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ user: { userName: "Me" }, games: [tide], friends: [], problems: [] });
  });

  it("runs a Python integration in the given folder", async () => {
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

  it("prints the compiler's errors, and fails", async () => {
    project = TestProject.typeScript();
    project.version('"one"');
    project.write(
      "src/price.ts",
      'export { price } from "@galaxy-kit/left-out";\nexport * from "./no-such-file.js";\nexport * from "shop/api.js";\n',
    );
    project.write("src/shop/api.ts", 'export * from "price.js";\nexport * from "shop/web";\n');
    project.write("src/shop/web.ts", "export const web = 1;\n");
    const { code, stdout, stderr } = await once();
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(
      /shelf cannot be built:\nsrc[/\\]main\.ts:\d+:\d+ - error TS2322: Type 'string' is not assignable/,
    );
    expect(stderr).not.toContain("TSFILE");
    expect(stderr).not.toContain("\u001b");
    expect(stderr).toMatch(/shelf cannot be built:[^]*TS2307: Cannot find module '@galaxy-kit\/left-out'/);
    const [, imports] = /\n\n((?:Import .*\n)+)Run npm install @galaxy-kit\/left-out in .*shelf\.\n$/.exec(stderr)!;
    expect(imports!.replaceAll("\\", "/").trim().split("\n").sort()).toEqual([
      'Import "../price.js" instead of "price.js" in src/shop/api.ts.',
      'Import "./shop/api.js" instead of "shop/api.js" in src/price.ts.',
      'Import "./web.js" instead of "shop/web" in src/shop/api.ts.',
    ]);
  });

  it("warns of a class with decorated methods that no services list includes", async () => {
    project = TestProject.typeScript();
    project.write(
      "src/launcher.ts",
      'import { LaunchGame } from "@galaxy-kit/sdk";\nexport class Launcher { @LaunchGame() launch() {} }\n',
    );
    const { code, stderr } = await once();
    expect(code).toBe(0);
    expect(stderr).toMatch(
      /launcher\.ts:2:14 {2}warning {2}Launcher: no services list includes it.*\n.*Add Launcher to the services of @GalaxyPlugin\(\) on ShelfPlugin.*\n$/,
    );
  });

  it("names the compiler option that is missing when decorators are taken for standard ones", async () => {
    project = TestProject.typeScript();
    project.replace("tsconfig.json", '"experimentalDecorators":true,"emitDecoratorMetadata":true,', "");
    const { code, stderr } = await once();
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /shelf cannot be built:\ntsconfig\.json - error: without "experimentalDecorators", .*\.\nSet "experimentalDecorators" and .*\n$/,
    );
    const { stdout } = await runInProcess(["validate"], { cwd: project.dir, env: project.env });
    expect(stdout).toContain('tsconfig.json  error  without "experimentalDecorators"');
    expect(stdout).toContain("[standard-decorators]");
    expect(stdout).not.toContain("TS1241");
  });

  it("leaves a decorated property to the compiler, whose options are right", async () => {
    project = TestProject.typeScript();
    project.write(
      "src/property.ts",
      'import { OwnedGames } from "@galaxy-kit/sdk";\nexport class Shelf {\n  @OwnedGames() games = () => [];\n}\n',
    );
    const { stderr } = await once();
    expect(stderr).toContain("property.ts:3:3");
    expect(stderr).toContain("TS1240");
    expect(stderr).not.toContain("tsconfig.json");
  });

  it("fails if the integration fails, and reports why", async () => {
    project = TestProject.python();
    project.write("plugin.py", "def main():\n    raise RuntimeError('out of order')\n");
    const { code, stdout, stderr } = await once();
    expect(code).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/out of order/);
    expect(stderr.match(/ended with exit code/g)).toHaveLength(1);
    expect(stderr).toMatch(/\nIntegration crashed: the integration ended with exit code 5 [^\n]*\n$/);
  });

  it.each([
    [
      "a missing folder",
      ["nowhere"],
      {},
      /nowhere cannot be started:\n {2}error {2}the folder does not exist\n {4}└ Check the path\. {2}\[folder-not-found\]\n$/,
    ],
    ["a folder without an integration", ["src"], {}, /neither a manifest\.json .* nor a package\.json/],
    ["a missing browser", ["--browser", "/not/there"], {}, /the option browser is set to "\/not\/there"/],
  ])("rejects %s with a clear message", async (_what, args, env, text) => {
    project = TestProject.typeScript();
    const { code, stdout, stderr } = await runInProcess(["dev", "--once", ...args], {
      cwd: project.dir,
      env: { ...project.env, ...env },
    });
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(text);
    expect(stderr).not.toContain("    at ");
  });

  it("explains how to specify another folder if the current one has no integration", async () => {
    project = new TestProject();
    project.write("notes.txt", "");
    expect(await once()).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/\nFor an integration in another folder: galaxy-kit dev --once DIR\n$/),
    });
    expect((await once(".")).stderr).not.toContain("another folder");
  });

  onLinux("explains how to log in if no window can be opened", async () => {
    project = TestProject.typeScript();
    project.needsLoginWindow();
    const env = { ...project.env, DISPLAY: "", WAYLAND_DISPLAY: "" };
    const { code, stderr } = await runInProcess(["dev", "--once"], { cwd: project.dir, env });
    expect(code).toBe(1);
    expect(stderr).toMatch(/no display for its window\. Run galaxy-kit dev and log in on its page\./);
  });

  it("reports a missing Python", async () => {
    project = TestProject.python();
    const env = { ...project.env, GALAXY_KIT_PYTHON: "/not/there/python" };
    const { code, stderr } = await runInProcess(["dev", "--once", project.dir], { env });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^no Python 3\.7 or newer \([^\n]*\n$/);
  });

  it("reports a project without TypeScript", async () => {
    project = new TestProject();
    project.write("package.json", "{}");
    project.write("tsconfig.json", "{}");
    const { code, stderr } = await once();
    expect(code).toBe(1);
    expect(stderr).toMatch(/shelf has a tsconfig\.json, but TypeScript is not installed: run `npm install`/);
  });
});
