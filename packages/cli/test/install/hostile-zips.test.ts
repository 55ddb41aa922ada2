import { readdirSync } from "node:fs";
import { dirname } from "node:path";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { problemWithPath } from "../../src/project/package-path.js";
import { type CraftedEntry, craftZip } from "./support/crafted-zip.js";
import { Plugins } from "./support/plugins.js";

jest.setTimeout(120_000);

let plugins: Plugins;
let before: Record<string, string>;
beforeAll(async () => {
  plugins = new Plugins();
  expect((await plugins.install(plugins.folder("shelf"))).code).toBe(0);
  before = plugins.everything;
});
afterAll(() => {
  plugins.destroy();
});

/** Nothing has changed, here and around. */
async function expectRefusal(zip: string, message: string): Promise<void> {
  const around = () =>
    [plugins.base, dirname(plugins.base)]
      .flatMap((folder) => readdirSync(folder))
      .filter((name) => name.includes("evil"));
  const { code, stdout, stderr } = await plugins.install(zip);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toContain(message);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect(plugins.everything).toEqual(before);
  expect(around()).toEqual([]);
}

const SYMLINK = 0o120777;
const FIFO = 0o010644;
const DEFLATED = 8;

describe("a zip is refused as a whole, and the installed version stays, if it has", () => {
  it.each<[string, readonly CraftedEntry[], string]>([
    ["a path that leaves it", [{ name: "../../../evil.txt" }], '"../../../evil.txt" leaves the folder'],
    ["a path that leaves it on the way", [{ name: "lib/../../evil.txt" }], '"lib/../../evil.txt" leaves the folder'],
    ["an absolute path", [{ name: "/tmp/evil.txt" }], '"/tmp/evil.txt" is an absolute path'],
    ["backslashes", [{ name: "..\\evil.txt" }], '"..\\\\evil.txt" has a backslash'],
    ["a NUL", [{ name: "evil\0.txt" }], "has a character in its name"],
    ["a symbolic link", [{ name: "evil", content: "/etc", mode: SYMLINK }], '"evil" is a symbolic link'],
    [
      "a link that a file goes through",
      [{ name: "evil", content: "/tmp", mode: SYMLINK }, { name: "evil/x" }],
      '"evil" is a symbolic link',
    ],
    ["a pipe", [{ name: "evil", mode: FIFO }], '"evil" is neither a file nor a folder'],
    ["a file twice", [{ name: "plugin.py", content: "evil" }], '"plugin.py" is in it twice'],
    ["names that differ in case", [{ name: "Plugin.PY" }], '"Plugin.PY" is in it twice: as "plugin.py", too'],
    ["names that differ in their Unicode form", [{ name: "\u00e9" }, { name: "e\u0301" }], "is in it twice"],
    ["a name for a file and a folder", [{ name: "lib" }, { name: "LIB/code.py" }], '"lib" is a file and a folder'],
    ["a path that is too long", [{ name: "evil/".repeat(10_000) }], "has a path of 50000 characters"],
    ["an encrypted file", [{ name: "lib.py", flags: 0x0801, method: DEFLATED }], '"lib.py" is encrypted'],
    ["another compression", [{ name: "lib.py", method: 12 }], '"lib.py" is compressed in a way that is not known'],
    ["a name that is no UTF-8", [{ name: Buffer.from([0x65, 0xff]) }], "has a character in its name"],
    [
      "more than it may have",
      [{ name: "evil", method: DEFLATED, size: 1_000_000_001 }],
      "it would be 1000 MB when unpacked",
    ],
    ["too much for its size", [{ name: "evil", method: DEFLATED, size: 150_000_000 }], "times its own size"],
    [
      "more than it says",
      [{ name: "evil", content: Buffer.alloc(30_000_000), method: DEFLATED, size: 10 }],
      '"evil" is damaged: too many bytes',
    ],
    [
      "less than it says",
      [{ name: "lib.py", content: "short", method: DEFLATED, size: 10 }],
      '"lib.py" is damaged: not enough bytes',
    ],
    [
      "another content than was zipped",
      [{ name: "lib.py", content: "text", crc: 1 }],
      '"lib.py" is damaged: its content is not what was zipped',
    ],
    [
      "content that cannot be unpacked",
      [{ name: "lib.py", content: "text", method: DEFLATED, data: Buffer.from([0xff, 0xff]) }],
      '"lib.py" is damaged',
    ],
  ])("%s", async (_what, entries, message) => {
    await expectRefusal(plugins.zip("hostile.zip", entries), message);
  });

  it("too many entries", async () => {
    const entries = Array.from({ length: 20_000 }, (_, index) => ({ name: `evil${index}` }));
    await expectRefusal(
      plugins.zip("hostile.zip", entries),
      "it has 20002 entries, and no more than 20000 are unpacked",
    );
  });

  it("an end that is missing", async () => {
    const zip = craftZip([{ name: "manifest.json", content: "{}" }]);
    await expectRefusal(plugins.file("hostile.zip", zip.subarray(0, -10)), "it is no zip, or a damaged one");
  });

  it("a list of contents that is damaged", async () => {
    const zip = craftZip([{ name: "manifest.json", content: "{}" }, { name: "plugin.py" }]);
    zip.fill(0, zip.lastIndexOf("PK\u0001\u0002"), zip.lastIndexOf("PK\u0001\u0002") + 4);
    await expectRefusal(plugins.file("hostile.zip", zip), "it is no zip, or a damaged one");
  });

  it("a manifest that unpacks without end", async () => {
    const zip = craftZip([{ name: "manifest.json", content: Buffer.alloc(50_000_000), method: DEFLATED, size: 100 }]);
    await expectRefusal(plugins.file("hostile.zip", zip), '"manifest.json" is damaged: too many bytes');
  });

  it("more problems than anybody reads", async () => {
    const entries = Array.from({ length: 50 }, (_, index) => ({ name: `../evil${index}` }));
    await expectRefusal(plugins.zip("hostile.zip", entries), "and 40 more");
  });
});

describe("the path of an entry", () => {
  it.each([
    "manifest.json",
    "node/node.exe",
    "node/",
    "a b/é.txt",
    ".hidden",
    "console/index.js",
    "com/auxiliary.py",
    "nullable",
    "COM10",
    "lpt",
    "..a",
    "a..b",
    "日本",
  ])("may be %j", (path) => {
    expect(problemWithPath(path)).toBeUndefined();
  });

  it.each([
    "",
    "/",
    "//a",
    "a//b",
    "./a",
    "a/./b",
    "..",
    "../",
    "a/..",
    "C:",
    "c:a",
    "C:/a",
    "\\\\server\\share",
    "a\\b",
    "a:stream",
    "a.",
    "a ",
    "a./b",
    "...",
    "nul",
    "NUL",
    "Nul.txt",
    "nul .txt",
    "con",
    "aux.py",
    "lib/AUX",
    "prn.",
    "COM1",
    "com9.tar.gz",
    "com\u00b9",
    "lpt0",
    "conin$",
    "CONOUT$",
    "a\nb",
    "a\u0000",
    "a*",
    "a?",
    "a<b",
    "a|b",
    'a"b',
  ])("may not be %j", (path) => {
    expect(problemWithPath(path)).toEqual(expect.any(String));
  });
});
