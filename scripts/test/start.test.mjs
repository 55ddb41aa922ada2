import { execFile } from "node:child_process";
import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { root } from "../workspace.mjs";

jest.setTimeout(120_000);

const run = promisify(execFile);
let library;

beforeAll(async () => {
  library = await realpath(await mkdtemp(join(tmpdir(), "galaxy-kit-start-")));
  await mkdir(join(library, "a"));
  await writeFile(join(library, "a", "game.json"), '{ "id": "a", "title": "Only One", "exe": "a.mjs" }');
});

afterAll(() => rm(library, { recursive: true, force: true }));

async function start(args, env = {}) {
  const own = { XDG_STATE_HOME: library, LOCALAPPDATA: library, GALAXY_KIT_LIBRARY: "" };
  const options = { cwd: root, env: { ...process.env, ...own, ...env } };
  return await run(process.execPath, ["scripts/run.cjs", "start", ...args], options).then(
    ({ stdout }) => ({ code: 0, stdout }),
    ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
  );
}

describe("npm start", () => {
  it("shows the library that --library names, relative to the folder of the user", async () => {
    const user = { npm_lifecycle_event: "start", INIT_CWD: library };
    const { code, stdout } = await start(["--once", "--json", "--library", "."], user);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).games).toEqual([expect.objectContaining({ gameTitle: "Only One" })]);
  });

  it.each([
    [["--library", "missing"], {}, /missing is not a folder\.\n$/],
    [["--library=missing"], {}, /missing is not a folder\.\n$/],
    [["--library"], {}, /^--library requires a folder: --library DIR\n$/],
    [[], { GALAXY_KIT_LIBRARY: "missing" }, /missing is not a folder\.\n$/],
  ])("rejects %j with %j", async (args, env, message) => {
    expect(await start(args, env)).toEqual({ code: 2, stdout: "", stderr: expect.stringMatching(message) });
  });
});
