import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describeWithPython, newFolder } from "@galaxy-kit/test-support/jest";
import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { frameworkFor } from "../../src/create/framework.js";
import { runInProcess } from "../support/in-process.js";
import { inTerminal, Program } from "../support/program.js";

jest.setTimeout(180_000);

const root = fileURLToPath(new URL("../../../../", import.meta.url));
const run = promisify(execFile);
let folder: string;
let env: NodeJS.ProcessEnv;

beforeEach(() => {
  folder = newFolder();
  env = { XDG_STATE_HOME: join(folder, "state"), LOCALAPPDATA: join(folder, "state"), HOME: folder };
});

const create = (...args: readonly string[]) => runInProcess(["create", ...args], { cwd: folder, env });
const packageOf = (project: string) => JSON.parse(readFileSync(join(folder, project, "package.json"), "utf8"));

/** Installs dependencies like `npm install`, but without a network. */
function link(project: string): void {
  const { dependencies, devDependencies } = packageOf(project);
  for (const [name, version] of Object.entries<string>({ ...dependencies, ...devDependencies })) {
    // The compiler that the templates use; the other one is for tools of the workspace.
    const installed = name === "typescript" ? "typescript-native" : name;
    const target = version.startsWith("file:") ? version.slice("file:".length) : join(root, "node_modules", installed);
    const path = join(folder, project, "node_modules", name);
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(target, path, "junction");
  }
}

describe.each(["minimal", "full", "emulator"])("the template %s", (template) => {
  it("creates a project that builds, passes its tests, is valid, runs in the simulated client, and can be packed", async () => {
    const args = [
      "a shelf",
      "--template",
      template,
      "--name",
      "Ada's Shelf",
      "--platform",
      "itch",
      "--author",
      "Ada <ada@example.org>",
      "--no-install",
    ];
    expect(await create(...args)).toMatchObject({ code: 0, stderr: "" });
    link("a shelf");
    const cwd = join(folder, "a shelf");

    // Builds and validates it too.
    const packed = await runInProcess(["pack", "--no-runtime", "--dry-run", "--json"], { cwd, env });
    expect(packed.code).toBe(0);
    expect(JSON.parse(packed.stdout)).toMatchObject({ diagnostics: [], errors: 0, warnings: 0 });
    const { stdout } = await run(process.execPath, ["--test"], {
      cwd: join(cwd, "dist"),
      env: { ...process.env, NODE_OPTIONS: "" },
    });
    expect(stdout).toMatch(/# fail 0/);
    const shown = await runInProcess(["dev", "--once", "--json"], { cwd, env });
    expect(JSON.parse(shown.stdout)).toMatchObject({
      platform: "itch",
      games: [{ gameTitle: "Moth and Lamp" }, { gameTitle: "Tide of Embers" }],
    });
    if (existsSync(join(cwd, "scenarios"))) {
      const only = ["--only", "scenarios/library.json"];
      expect(await runInProcess(["scenario", ...only], { cwd, env })).toMatchObject({ code: 0 });
    }
  });
});

it("uses workspace links for an app inside the repository", () => {
  const inside = frameworkFor(join(root, "apps/my-shelf"));
  expect([inside.versionOf("@galaxy-kit/sdk"), inside.isInstalled]).toEqual(["workspace:*", false]);
});

describe("galaxy-kit create", () => {
  it("uses the defaults with --yes, also as npm create @galaxy-kit, and prints the next three commands", async () => {
    const command = join(root, "packages/create/bin/create.mjs");
    const { code, stdout } = await Program.run(["my-shelf", "--yes", "--no-install"], { command, cwd: folder, env });
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^My Shelf is in my-shelf\.\n.*\n\nNext:\n {2}cd my-shelf\n {2}npm install .*\n {2}npm run dev .*\n$/,
    );
    expect(packageOf("my-shelf")).toMatchObject({
      name: "my-shelf",
      description: "My Shelf in GOG GALAXY",
      galaxyKit: { name: "My Shelf", guid: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f-]{21}$/) },
    });
    expect(readFileSync(join(folder, "my-shelf/README.md"), "utf8")).toMatch(/^# My Shelf\n/);
    expect(readdirSync(join(folder, "my-shelf")).sort()).toEqual([
      ".gitignore",
      ".vscode",
      "README.md",
      "package.json",
      "src",
      "tsconfig.json",
    ]);
  });

  it("gives every project its own guid", async () => {
    await create("one", "--yes", "--no-install");
    await create("two", "--yes", "--no-install");
    expect(packageOf("one").galaxyKit.guid).not.toBe(packageOf("two").galaxyKit.guid);
  });

  it("escapes the user's answers", async () => {
    const name = '"$& `Ümlaut` \\ $1';
    expect(await create("odd", "--yes", "--no-install", "--name", name, "--platform", "3do")).toMatchObject({
      code: 0,
    });
    expect(packageOf("odd").galaxyKit.name).toBe(name);
    expect(readFileSync(join(folder, "odd/README.md"), "utf8")).toContain(`# ${name}\n`);
    expect(readFileSync(join(folder, "odd/src/plugin.ts"), "utf8")).toContain('platform: Platform["3Do"]');
  });

  it("accepts a folder with only .git, and rejects any other folder that is not empty", async () => {
    mkdirSync(join(folder, "repo/.git"), { recursive: true });
    expect(await create("repo", "--yes", "--no-install")).toMatchObject({ code: 0 });
    const again = await create("repo", "--yes", "--no-install");
    expect(again).toMatchObject({
      code: 1,
      stderr: `${join(folder, "repo")} is not empty (it contains .gitignore). Choose a new folder.\n`,
    });
    writeFileSync(join(folder, "file"), "");
    expect(await create("file", "--yes")).toMatchObject({
      code: 1,
      stderr: `${join(folder, "file")} is a file. Choose a new folder.\n`,
    });
    expect(await create("", "--yes")).toMatchObject({
      code: 1,
      stderr: "The name of the folder is empty. Choose a new folder.\n",
    });
  });

  it.each([
    [
      [],
      "Cannot ask questions without a terminal. Specify the folder, --name, --platform, --author, --template, or accept the defaults with --yes.\n",
    ],
    [
      ["x", "--platform", "itch"],
      "Cannot ask questions without a terminal. Specify --name, --author, --template, or accept the defaults with --yes.\n",
    ],
    [["x", "--yes", "--platform", "stem"], "GALAXY does not list the platform 'stem'. Did you mean steam?\n"],
    [["x", "--yes", "--platform", "hubmle"], "GALAXY does not list the platform 'hubmle'. Did you mean humble?\n"],
    [
      ["x", "--yes", "--template", "ful"],
      "Option '--template <NAME>' argument 'ful' is invalid. Allowed choices are minimal, full, emulator. --help shows the usage.\n",
    ],
    [
      ["x", "--yes", "--package-name", "My Shelf"],
      "--package-name 'My Shelf' is not a valid package name: name can only contain URL-friendly characters.\n",
    ],
    [
      ["fs", "--yes"],
      "The name of the folder does not yield a valid package name ('fs': fs is a core module name). Use --package-name NAME.\n",
    ],
    [
      ["本棚", "--yes"],
      "The name of the folder does not yield a valid package name ('': name length must be greater than zero). Use --package-name NAME.\n",
    ],
  ])("rejects %j in one sentence, and writes nothing", async (args, sentence) => {
    expect(await runInProcess(["create", ...args], { cwd: folder })).toEqual({ code: 2, stdout: "", stderr: sentence });
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each(["nope", "unknown"])("lists the platforms if %s resembles none of them", async (platform) => {
    const { code, stderr } = await runInProcess(["create", "x", "--yes", "--platform", platform], { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toContain("If yours is missing, use one that your users do not need. It lists 3do, ");
    for (const id of ["amazon", "itch", "test"]) expect(stderr).toContain(`, ${id},`);
    for (const id of ["unknown", "generic", "gog"]) expect(stderr).not.toContain(` ${id},`);
    expect(readdirSync(folder)).toEqual([]);
  });

  const onPosix = process.platform === "win32" ? it.skip : it;

  onPosix("removes the incomplete project when the disk is full, and reports it", async () => {
    mkdirSync(join(folder, "my-shelf/.git"), { recursive: true });
    // Limits files to a few hundred bytes.
    const wrapper = ["sh", "-c", 'ulimit -f 1; exec "$@"', "sh"];
    const { code, stderr } = await Program.run(["create", "my-shelf", "--yes", "--no-install"], {
      cwd: folder,
      env,
      wrapper,
    });
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/Cannot write my-shelf: EFBIG/) });
    expect(readdirSync(join(folder, "my-shelf"))).toEqual([".git"]);
  });
});

const describeOnPosix = process.platform === "win32" ? describe.skip : describeWithPython;

describeOnPosix("galaxy-kit create, in a terminal", () => {
  const DOWN = "\u001B[B";
  const BACKSPACE = "\u007F";
  const CTRL_C = "\u0003";
  let program: Program;

  const begin = (...args: readonly string[]): void => {
    program = new Program(["create", "--no-install", ...args], { cwd: folder, env, wrapper: inTerminal });
  };
  const answer = async (question: RegExp, keys: string): Promise<void> => {
    await program.shows(question);
    program.press(keys);
  };

  afterEach(() => program.destroy());

  it("asks for everything, and uses the suggestion on Enter", async () => {
    begin();
    await answer(/Folder/, "\r");
    await answer(/Name, as shown to users/, "Ada's Shelf\r");
    await answer(/Platform/, "itch\r");
    await answer(/Author/, "Ada\r");
    await answer(/Template[^]*minimal/, `${DOWN}\r`);
    expect(await program.exitCode()).toBe(0);
    expect(packageOf("my-integration")).toMatchObject({ author: "Ada", galaxyKit: { name: "Ada's Shelf" } });
    expect(readFileSync(join(folder, "my-integration/src/plugin.ts"), "utf8")).toContain("platform: Platform.Itch");
    expect(readdirSync(join(folder, "my-integration/src"))).toContain("shop");
  });

  it("asks again after an invalid answer", async () => {
    mkdirSync(join(folder, "full/of"), { recursive: true });
    begin("--name", "Shelf", "--author", "Ada", "--template", "minimal");
    await answer(/Folder/, "full\r");
    await answer(/is not empty[^]*Folder/, "empty\r");
    await answer(/Platform/, "nope\r");
    await answer(/users do not need/, `${BACKSPACE.repeat(4)}humble\r`);
    expect(await program.exitCode()).toBe(0);
    expect(readFileSync(join(folder, "empty/src/plugin.ts"), "utf8")).toContain("platform: Platform.HumbleBundle");
  });

  it.each([
    [/Folder/, []],
    [/Platform/, ["shelf", "--name", "Shelf"]],
  ])("writes nothing after Ctrl-C at %s", async (question, args) => {
    begin(...args);
    await answer(question, CTRL_C);
    expect(await program.exitCode()).toBe(130);
    expect(program.stdout).toContain("Nothing was created.");
    expect(readdirSync(folder)).toEqual([]);
  });
});
