import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { anyPython, newFolder, withPython } from "@galaxy-kit/test-support/jest";
import { describe, expect, it } from "@jest/globals";
import { findPython, FolderRefusedError, openFolder } from "../src/index.js";

const good = JSON.parse(
  readFileSync(fileURLToPath(new URL("fixtures/python-shop/manifest.json", import.meta.url)), "utf8"),
) as Record<string, unknown>;

function folderWith(files: Readonly<Record<string, unknown>>): string {
  const folder = newFolder();
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content));
  }
  return folder;
}

async function refusal(folder: string): Promise<FolderRefusedError> {
  const error = await openFolder(folder).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(FolderRefusedError);
  return error as FolderRefusedError;
}

describe("a folder that cannot be started", () => {
  const project = (entry: unknown) => () => folderWith({ "package.json": { galaxyKit: { entry } } });
  const inFolder = '    └ Use the path of a JavaScript file in the folder, such as "dist/main.js".  [invalid-entry]';

  it.each([
    ["is not there", () => join(newFolder(), "none"), "the folder does not exist"],
    [
      "is a file",
      () => join(folderWith({ file: "" }), "file"),
      "this is a file, not a folder\n    └ Specify the folder that contains the file.",
    ],
    ["is empty", newFolder, "nor a package.json (a project)\n    └ Specify the folder of an integration."],
    [
      "has a manifest that is not valid JSON",
      () => folderWith({ "manifest.json": "{" }),
      "manifest.json  error  is not valid JSON: close brace expected in line 1, column 2\n    └ Fix the syntax.  [invalid-json]",
    ],
    [
      "has a manifest that PowerShell has written",
      () => folderWith({ "manifest.json": "\ufffd\ufffd{\0}\0" }),
      "manifest.json  error  is not valid JSON: it looks like UTF-16. Save the file as UTF-8",
    ],
    [
      "has a manifest that is not an object",
      () => folderWith({ "manifest.json": "[]" }),
      "manifest.json  error  invalid value (an array of 0)\n    └ Use a manifest with ",
    ],
    [
      "has a project that has not been built",
      () => folderWith({ "package.json": {} }),
      "dist/main.js  error  does not exist\n    └ Build the project",
    ],
    [
      "has an entry below a file",
      project("package.json/main.js"),
      "package.json/main.js  error  does not exist\n    └ Build the project",
    ],
    [
      "has an entry whose source was renamed after the last build",
      () =>
        folderWith({
          "package.json": { galaxyKit: { entry: "main.js" } },
          "tsconfig.json": "{}",
          "main.js": "",
          "main.js.map": { sources: ["src/main.ts"] },
        }),
      "main.js  error  is from an earlier build: its source src/main.ts no longer exists\n    └ Delete the output of earlier builds. If src/main.ts was renamed, set galaxyKit.entry",
    ],
    [
      "has an entry outside",
      project("../x.js"),
      `package.json  error  galaxyKit.entry: invalid value "../x.js"\n${inFolder}`,
    ],
    ["has an entry that is not a path", project(7), `galaxyKit.entry: invalid value 7\n${inFolder}`],
    [
      "has a package.json that is not an object",
      () => folderWith({ "package.json": "7" }),
      "package.json  error  does not contain an object\n    └ Use an object, such as ",
    ],
  ])("%s", async (_what, make, reported) => {
    const folder = make();
    const { message } = await refusal(folder);
    expect(message).toContain(`${folder} cannot be started:\n  `);
    expect(message).toContain(reported);
  });

  it("reports everything that is wrong with its manifest", async () => {
    const { name: _name, ...rest } = good;
    const manifest = {
      ...rest,
      platform: "my-shop",
      guid: "../1",
      version: "?",
      update_url: 7,
      script: "../plugin.py",
    };
    const { diagnostics } = await refusal(folderWith({ "manifest.json": manifest }));
    expect(diagnostics.map(({ subject, message, remedy }) => [subject, message, remedy])).toEqual([
      ["name", "missing", "Use a name."],
      ["platform", 'invalid value "my-shop"', 'Use a platform that GALAXY knows, such as "itch" or "humble".'],
      ["guid", 'invalid value "../1"', expect.stringContaining("Use a GUID such as")],
      ["version", 'invalid value "?"', 'Use a version such as "1.2.0".'],
      ["script", 'invalid value "../plugin.py"', "Use a path inside the folder."],
      ["update_url", "invalid value (the number 7)", "Use a string."],
    ]);
    for (const diagnostic of diagnostics) {
      expect(diagnostic).toMatchObject({ severity: "error", code: "invalid-manifest", file: "manifest.json" });
    }
  });

  it.each([
    ["plugin.py", "script-not-found", 'the file "plugin.py" does not exist', "Use the name of a file in the folder."],
    [
      "plugin.js/plugin.py",
      "script-not-found",
      'the file "plugin.js/plugin.py" does not exist',
      "Use the name of a file in the folder.",
    ],
    [
      "plugin.js",
      "invalid-manifest",
      'invalid value "plugin.js"',
      'Use the name of a Python file, such as "plugin.py".',
    ],
  ])("has a manifest with the script %s", async (script, code, message, remedy) => {
    const folder = folderWith({ "manifest.json": { ...good, script }, "plugin.js": "" });
    expect((await refusal(folder)).diagnostics).toEqual([
      { severity: "error", code, file: "manifest.json", subject: "script", message, remedy },
    ]);
  });
});

withPython(describe)("the search for Python", () => {
  const onPosix = process.platform === "win32" ? it.skip : it;

  /** A PATH with nothing on it but the given scripts, and perhaps a real Python. */
  function pathWith(programs: Readonly<Record<string, string>>, real?: string): { PATH: string } {
    const folder = newFolder();
    for (const [name, script] of Object.entries(programs)) {
      writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
      chmodSync(join(folder, name), 0o755);
    }
    if (real !== undefined) symlinkSync(anyPython, join(folder, real));
    return { PATH: folder };
  }

  it("uses the given one, and resolves to the interpreter itself", async () => {
    const python = await findPython(anyPython, { GALAXY_KIT_PYTHON: "/nowhere" });
    expect(python.version).toMatch(/^3\.\d+\.\d+$/);
    expect(await findPython(undefined, { GALAXY_KIT_PYTHON: python.command })).toEqual(python);
  });

  it("does not fall back from a given one", async () => {
    await expect(findPython("/nowhere/python")).rejects.toThrow(
      "no Python 3.7 or newer (/nowhere/python: not found); it was specified by an option",
    );
    await expect(findPython(undefined, { GALAXY_KIT_PYTHON: "/nowhere/python" })).rejects.toThrow(
      "it was specified by the environment variable GALAXY_KIT_PYTHON",
    );
  });

  onPosix("skips interpreters that are too old, broken or something else", async () => {
    const programs = {
      python3: `echo '[[3, 6, 15], "/usr/bin/python3"]'`,
      python: "echo Not found in the Store >&2; exit 9",
    };
    await expect(findPython(undefined, pathWith(programs))).rejects.toThrow(
      "no Python 3.7 or newer (python3: 3.6.15 is too old; python: Not found in the Store; py -3: not found); " +
        "install one, or set the environment variable GALAXY_KIT_PYTHON to its path",
    );
    expect(await findPython(undefined, pathWith({ python3: "echo hello" }, "python"))).toMatchObject({
      version: expect.stringMatching(/^3\./),
    });
  });

  onPosix("does not mistake a folder for a program", async () => {
    const { PATH } = pathWith({});
    mkdirSync(join(PATH, "python3"));
    await expect(findPython(join(PATH, "python3"), { PATH: [PATH].join(delimiter) })).rejects.toThrow("no Python");
  });
});
