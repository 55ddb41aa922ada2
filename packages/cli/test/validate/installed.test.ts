import { copyFileSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { TestProject } from "../support/projects.js";
import { finding, validated } from "./support/validated.js";

jest.setTimeout(120_000);

const launcher = fileURLToPath(new URL("../../launcher/plugin.py", import.meta.url));
let shelf: TestProject;

beforeEach(() => {
  shelf = TestProject.python();
  describeShelf({});
});

afterEach(() => shelf.destroy());

/** Writes its manifest.json; what is undefined is left out. */
function describeShelf(changes: object): void {
  const manifest = {
    name: "Shelf",
    platform: "test",
    guid: "7c1d2f0e-5b0a-4c52-9a57-3f8e6d1b9c25",
    version: "0.1.0",
    description: "Books as games",
    author: "Ada",
    url: "https://example.org/shelf",
    script: "plugin.py",
  };
  shelf.write("manifest.json", JSON.stringify({ ...manifest, ...changes }, null, 2));
}

it("finds nothing in an integration that is as it should be", async () => {
  expect(await validated(shelf.dir, ["--strict"])).toEqual({ code: 0, said: "Nothing was found.\n" });
});

describe("an integration as GALAXY installs it has one finding for each mistake:", () => {
  it.each<[what: string, spoil: () => unknown, code: number, told: string]>([
    [
      "a manifest that lacks something",
      () => describeShelf({ platform: "stem" }),
      1,
      finding(
        "manifest.json:3:3",
        "error",
        "manifest",
        'platform is "stem"',
        'Write a platform that GALAXY knows, such as "itch" or "generic".',
      ),
    ],
    [
      "a manifest that is no JSON",
      () => shelf.replace("manifest.json", '"test",', '"test"'),
      1,
      finding("manifest.json:4:3", "error", "manifest", "is no JSON: comma expected", "Correct it there."),
    ],
    [
      "a script that is not there",
      () => describeShelf({ script: "main.py" }),
      1,
      finding(
        "manifest.json:9:3",
        "error",
        "manifest",
        'script is "main.py", which does not exist',
        "Write a file in the folder.",
      ),
    ],
    [
      "nobody to turn to",
      () => describeShelf({ url: undefined }),
      0,
      finding(
        "manifest.json:1:1",
        "warning",
        "contact",
        "there is neither a url nor an email",
        'Write "url": "https://…", where the integration can be found.',
      ),
    ],
    [
      "a script without main()",
      () => shelf.write("plugin.py", "class Shelf:\n    def main(self):\n        pass\n"),
      1,
      finding(
        "plugin.py:1:1",
        "error",
        "script-main",
        "there is no main() at the top level: GALAXY imports the script, and calls that",
        "Write: def main(): create_and_run_plugin(YourPlugin, sys.argv).",
      ),
    ],
    [
      "two versions",
      () =>
        shelf.write(
          "plugin.py",
          'class Shelf(Plugin):\n    def __init__(self, *args):\n        super().__init__(Platform.Test, "0.2", *args)\ndef main(): pass\n',
        ),
      1,
      finding(
        "plugin.py:3:9",
        "error",
        "script-version",
        'the script declares version "0.2", and manifest.json "0.1.0"',
        "Read it from manifest.json, so that there is one source of it.",
      ),
    ],
    [
      "what a newer Python does not have",
      () => shelf.write("galaxy/api/jsonrpc.py", 'def parse(data):\n    return json.loads(data, encoding="utf-8")\n'),
      1,
      finding(
        "galaxy/api/jsonrpc.py:2:12",
        "error",
        "python-versions",
        "json.loads() has no parameter encoding from Python 3.9 on: in GALAXY 2.1 each such call fails",
        "Leave the encoding out.",
      ),
    ],
    [
      "modules that are compiled for one Python",
      () => shelf.write("modules/_fast.pyd", "MZ"),
      0,
      finding(
        "modules/_fast.pyd",
        "warning",
        "python-versions",
        "is a compiled module, which runs on one Python only: GALAXY 2.0 has 3.7, on Windows with 32 bits, and GALAXY 2.1 has 3.13 with 64",
        "Use a package that is written in Python only.",
      ),
    ],
    [
      "a packed folder of which something is missing",
      () => {
        copyFileSync(launcher, join(shelf.dir, "plugin.py"));
        shelf.write("main.cjs", "");
      },
      1,
      finding(
        "plugin.cjs",
        "error",
        "packed-parts",
        "is not there, and plugin.py starts it",
        "Pack the project again, and unzip all of it.",
      ),
    ],
    [
      "a link",
      () => symlinkSync("..", join(shelf.dir, "up"), "junction"),
      1,
      finding(
        "up",
        "error",
        "stray-files",
        "is a symbolic link, which a zip for every system cannot hold",
        "Put the file itself there.",
      ),
    ],
    [
      "a source map",
      () => shelf.write("plugin.cjs.map", "{}"),
      0,
      finding(
        "plugin.cjs.map",
        "warning",
        "stray-files",
        "is a source map: it holds all of the source",
        "Leave it out, unless traces in users' logs are to name the lines of the sources.",
      ),
    ],
    [
      "a secret",
      () => shelf.write("consts.py", 'VERSION = 1\nCLIENT_SECRET = "9f3b7c21e8d04a56b1c7"\n'),
      1,
      finding(
        "consts.py:2:1",
        "error",
        "secrets",
        "this looks like a secret (the value of CLIENT_SECRET), which everybody can read who has the file",
        "Take it out, and make it invalid where it came from. Users bring their own: ask for it in the login.",
      ),
    ],
  ])("%s", async (_what, spoil, code, told) => {
    spoil();
    expect(await validated(shelf.dir)).toEqual({ code, said: `${told}1 ${code === 1 ? "error" : "warning"}\n` });
  });

  it("the guid of an example", async () => {
    const guid = "1b3d7d4e-0c7c-4f4f-9d3e-3f5b8a0c2d11";
    describeShelf({ guid });
    const { code, said } = await validated(shelf.dir);
    expect(code).toBe(1);
    expect(said).toMatch(
      new RegExp(
        `^manifest\\.json:4:3 {2}error {2}the guid ${guid} is that of an example: .*\\n {2}└ Write a new one: "guid": "[0-9a-f-]{36}"\\. {2}\\[guid\\]\\n\\n1 error\\n$`,
      ),
    );
  });

  it("a byte order mark, which keeps nothing else from being found", async () => {
    shelf.write(
      "manifest.json",
      `\uFEFF${readFileSync(join(shelf.dir, "manifest.json"), "utf8").replace('"test"', '"stem"')}`,
    );
    const { said } = await validated(shelf.dir);
    expect(said).toContain("manifest.json:1:1  warning  begins with a byte order mark");
    expect(said).toContain("manifest.json:3:3  error  platform is");
  });
});

it.each(["[]", "null", "", "{}", '{"script": 7, "guid": {}}', '{"script": "../plugin.py"}'])(
  "a manifest.json with %j is a finding",
  async (content) => {
    shelf.write("manifest.json", content);
    rmSync(join(shelf.dir, "plugin.py"));
    const { code, said } = await validated(shelf.dir);
    expect(code).toBe(1);
    expect(said).toContain("  [manifest]\n");
  },
);
