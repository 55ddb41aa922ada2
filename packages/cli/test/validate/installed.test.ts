import { copyFileSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { TestProject } from "../support/projects.js";
import { diagnostic, validated } from "./support/validated.js";

jest.setTimeout(120_000);

const launcher = fileURLToPath(new URL("../../launcher/plugin.py", import.meta.url));
let shelf: TestProject;

beforeEach(() => {
  shelf = TestProject.python();
  writeManifest({});
});

afterEach(() => shelf.destroy());

/** Writes its manifest.json with these changes. Undefined members are omitted. */
function writeManifest(changes: object): void {
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

it("finds no problems in a valid integration", async () => {
  shelf.write(
    "addresses.py",
    'LOGIN_TOKEN = "/api/v2/oauth2/token-exchange"\nREFRESH_TOKEN = "shop.example/v1/token/renew2"\n',
  );
  shelf.write("Crypto/SelfTest/test_key.py", 'SECRET_KEY = "0a1b2c3d4e5f6071829304a5b6c7d8e9"\n');
  expect(await validated(shelf.dir, ["--strict"])).toEqual({ code: 0, output: "No problems found.\n" });
});

describe("an installed integration has one diagnostic for each mistake:", () => {
  it.each<[what: string, breakIt: () => unknown, code: number, expected: string]>([
    [
      "an invalid field in the manifest",
      () => writeManifest({ platform: "stem" }),
      1,
      diagnostic(
        "manifest.json:3:3",
        "error",
        "invalid-manifest",
        'platform: invalid value "stem"',
        'Use a platform that GALAXY knows, such as "itch" or "humble".',
      ),
    ],
    [
      "a manifest that is not valid JSON",
      () => shelf.replace("manifest.json", '"test",', '"test"'),
      1,
      diagnostic("manifest.json:4:3", "error", "invalid-json", "is not valid JSON: comma expected", "Fix the syntax."),
    ],
    [
      "a missing script",
      () => writeManifest({ script: "main.py" }),
      1,
      diagnostic(
        "manifest.json:9:3",
        "error",
        "script-not-found",
        'script: the file "main.py" does not exist',
        "Use the name of a file in the folder.",
      ),
    ],
    [
      "no contact",
      () => writeManifest({ url: undefined }),
      0,
      diagnostic(
        "manifest.json:1:1",
        "warning",
        "missing-contact",
        "users have no way to report problems: no url or email",
        'Add "url": "https://…", the web page of the integration.',
      ),
    ],
    [
      "a script without main()",
      () => shelf.write("plugin.py", "class Shelf:\n    def main(self):\n        pass\n"),
      1,
      diagnostic(
        "plugin.py:1:1",
        "error",
        "missing-main",
        "the script has no top-level main(), which GALAXY calls after importing it",
        "Add: def main(): create_and_run_plugin(YourPlugin, sys.argv).",
      ),
    ],
    [
      "two different versions",
      () =>
        shelf.write(
          "plugin.py",
          'class Shelf(Plugin):\n    def __init__(self, *args):\n        super().__init__(Platform.Test, "0.2", *args)\ndef main(): pass\n',
        ),
      1,
      diagnostic(
        "plugin.py:3:9",
        "error",
        "version-mismatch",
        'the script declares version "0.2", manifest.json "0.1.0"',
        "Read the version from manifest.json, so that it is written only once.",
      ),
    ],
    [
      "an API that newer versions of Python removed",
      () => {
        shelf.write("parse.py", 'import json\ndef parse(data):\n    return json.loads(data, encoding="utf-8")\n');
        shelf.write("plugin.py", "import parse\ndef main(): pass\n");
      },
      1,
      diagnostic(
        "parse.py:3:12",
        "error",
        "removed-python-api",
        "Python 3.9 removed the argument encoding of json.loads(), so this fails in GALAXY 2.1",
        "Remove the encoding argument.",
      ),
    ],
    [
      "modules compiled for one version of Python",
      () => {
        shelf.write("_fast.cp37-win32.pyd", "MZ");
        shelf.write("plugin.py", "import _fast\ndef main(): pass\n");
      },
      1,
      diagnostic(
        "_fast.cp37-win32.pyd:1:1",
        "error",
        "compiled-python-module",
        "is compiled for Python 3.7; GALAXY 2.1 has Python 3.13 with 64 bits",
        "Run in the folder: python -m pip install PACKAGE --target . --upgrade --python-version 3.13 --platform win_amd64 --only-binary=:all:",
      ),
    ],
    [
      "an incomplete packed folder",
      () => {
        copyFileSync(launcher, join(shelf.dir, "plugin.py"));
        shelf.write("main.cjs", "");
      },
      1,
      diagnostic(
        "plugin.cjs",
        "error",
        "missing-packed-file",
        "does not exist, but plugin.py starts it",
        "Pack the project again, and unzip every file.",
      ),
    ],
    [
      "a symbolic link",
      () => symlinkSync("..", join(shelf.dir, "up"), "junction"),
      1,
      diagnostic(
        "up",
        "error",
        "symbolic-link",
        "is a symbolic link, which a zip for every system cannot contain",
        "Replace it with the file itself.",
      ),
    ],
    [
      "a source map",
      () => shelf.write("main.js.map", "{}"),
      0,
      diagnostic(
        "main.js.map",
        "warning",
        "source-map",
        "is a source map, which contains your source code",
        "Remove it: stack traces in the log name the lines of your sources without it.",
      ),
    ],
    [
      "a secret",
      () => shelf.write("consts.py", 'VERSION = 1\nCLIENT_SECRET = "9f3b7c21e8d04a56b1c7"\n'),
      1,
      diagnostic(
        "consts.py:2:1",
        "error",
        "secret",
        "this looks like a secret (the value of CLIENT_SECRET); anyone who has the file can read it",
        "Remove it and revoke it. If each user has their own credentials, ask for them during login.",
      ),
    ],
  ])("%s", async (_what, breakIt, code, expected) => {
    breakIt();
    expect(await validated(shelf.dir)).toEqual({ code, output: `${expected}1 ${code === 1 ? "error" : "warning"}\n` });
  });

  it("a guid from an example", async () => {
    const guid = "1b3d7d4e-0c7c-4f4f-9d3e-3f5b8a0c2d11";
    writeManifest({ guid });
    const { code, output } = await validated(shelf.dir);
    expect(code).toBe(1);
    expect(output).toMatch(
      new RegExp(
        `^manifest\\.json:4:3 {2}error {2}the guid ${guid} comes from an example; .*\\n {2}└ Use a new one: "guid": "[0-9a-f-]{36}"\\. {2}\\[example-guid\\]\\n\\n1 error\\n$`,
      ),
    );
  });

  it("a guid of an integration by GOG, and a platform that GALAXY does not list", async () => {
    const guid = "bfa5a6c9-r0c3-5g28-b921-f4cd75d4999a".toUpperCase();
    writeManifest({ guid, platform: "generic" });
    const { code, output } = await validated(shelf.dir);
    expect(code).toBe(0);
    expect(output).toContain(
      `warning  the guid ${guid} is that of an integration by GOG, which GALAXY may install over this one\n`,
    );
    expect(output).toContain(
      'manifest.json:3:3  warning  GALAXY does not list the platform "generic", so users cannot connect the integration\n',
    );
  });

  it("a byte order mark, in addition to other mistakes", async () => {
    shelf.write(
      "manifest.json",
      `\uFEFF${readFileSync(join(shelf.dir, "manifest.json"), "utf8").replace('"test"', '"stem"')}`,
    );
    const { output } = await validated(shelf.dir);
    expect(output).toContain("manifest.json:1:1  warning  starts with a byte order mark");
    expect(output).toContain("manifest.json:3:3  error  platform: invalid value");
  });
});

it.each(["[]", "null", "", "{}", '{"script": 7, "guid": {}}', '{"script": "../plugin.py"}'])(
  "reports a manifest.json that contains %j",
  async (content) => {
    shelf.write("manifest.json", content);
    rmSync(join(shelf.dir, "plugin.py"));
    const { code, output } = await validated(shelf.dir);
    expect(code).toBe(1);
    expect(output).toMatch(/ {2}\[invalid-(?:manifest|json)\]\n/);
  },
);
