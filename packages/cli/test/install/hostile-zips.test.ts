import { readdirSync } from "node:fs";
import { dirname } from "node:path";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { problemWithPath, tooLongPath } from "../../src/project/package-path.js";
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

/** Expects a refusal that leaves every file unchanged. */
async function expectRefusal(zip: string, message: string): Promise<void> {
  const escaped = () =>
    [plugins.base, dirname(plugins.base)]
      .flatMap((folder) => readdirSync(folder))
      .filter((name) => name.includes("evil"));
  const { code, stdout, stderr } = await plugins.install(zip);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toContain(message);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect(plugins.everything).toEqual(before);
  expect(escaped()).toEqual([]);
}

const SYMLINK = 0o120777;
const FIFO = 0o010644;
const DEFLATED = 8;

describe("a zip is refused, and the installed version is kept, because of", () => {
  it.each<[string, readonly CraftedEntry[], string]>([
    ["a path that leaves the folder", [{ name: "../../../evil.txt" }], '"../../../evil.txt": leaves the folder'],
    [
      "a path that leaves the folder after entering it",
      [{ name: "lib/../../evil.txt" }],
      '"lib/../../evil.txt": leaves the folder',
    ],
    ["an absolute path", [{ name: "/tmp/evil.txt" }], '"/tmp/evil.txt": is an absolute path'],
    ["backslashes", [{ name: "..\\evil.txt" }], '"..\\\\evil.txt": has a backslash'],
    ["a name that disguises a program", [{ name: "\u202egnp.exe" }], "changes the direction of text"],
    ["a NUL character", [{ name: "evil\0.txt" }], "has a character in its name"],
    ["a symbolic link", [{ name: "evil", content: "/etc", mode: SYMLINK }], '"evil": is a symbolic link'],
    [
      "a link in the path of a file",
      [{ name: "evil", content: "/tmp", mode: SYMLINK }, { name: "evil/x" }],
      '"evil": is a symbolic link',
    ],
    ["a pipe", [{ name: "evil", mode: FIFO }], '"evil": is neither a file nor a folder'],
    ["a duplicate file", [{ name: "plugin.py", content: "evil" }], '"plugin.py": occurs twice'],
    ["names that differ in case", [{ name: "Plugin.PY" }], '"Plugin.PY": is the same file as "plugin.py"'],
    ["names that differ in their Unicode form", [{ name: "\u00e9" }, { name: "e\u0301" }], "is the same file as"],
    [
      "a name used for both a file and a folder",
      [{ name: "lib" }, { name: "LIB/code.py" }],
      '"lib": is both a file and a folder',
    ],
    ["a path that is too long", [{ name: "evil/".repeat(10_000) }], "has a path of 50000 characters"],
    ["an encrypted file", [{ name: "lib.py", flags: 0x0801, method: DEFLATED }], '"lib.py": is encrypted'],
    [
      "an unsupported compression method",
      [{ name: "lib.py", method: 12 }],
      '"lib.py": has an unsupported compression method',
    ],
    ["a name that is not valid UTF-8", [{ name: Buffer.from([0x65, 0xff]) }], "has a character in its name"],
    ["too much content", [{ name: "evil", method: DEFLATED, size: 1_000_000_001 }], "unpacks to 1000 MB"],
    ["too high a compression ratio", [{ name: "evil", method: DEFLATED, size: 150_000_000 }], "times its own size"],
    [
      "more content than it declares",
      [{ name: "evil", content: Buffer.alloc(30_000_000), method: DEFLATED, size: 10 }],
      '"evil" is damaged: too many bytes',
    ],
    [
      "less content than it declares",
      [{ name: "lib.py", content: "short", method: DEFLATED, size: 10 }],
      '"lib.py" is damaged: not enough bytes',
    ],
    [
      "content that does not match its checksum",
      [{ name: "lib.py", content: "text", crc: 1 }],
      '"lib.py" is damaged: its checksum does not match',
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
    await expectRefusal(plugins.zip("hostile.zip", entries), "has 20002 entries; the limit is 20000");
  });

  it("a truncated end", async () => {
    const zip = craftZip([{ name: "manifest.json", content: "{}" }]);
    await expectRefusal(plugins.file("hostile.zip", zip.subarray(0, -10)), "is not a valid zip");
  });

  it("a damaged directory", async () => {
    const zip = craftZip([{ name: "manifest.json", content: "{}" }, { name: "plugin.py" }]);
    zip.fill(0, zip.lastIndexOf("PK\u0001\u0002"), zip.lastIndexOf("PK\u0001\u0002") + 4);
    await expectRefusal(plugins.file("hostile.zip", zip), "is not a valid zip");
  });

  it("a manifest that unpacks to more than it declares", async () => {
    const zip = craftZip([{ name: "manifest.json", content: Buffer.alloc(50_000_000), method: DEFLATED, size: 100 }]);
    await expectRefusal(plugins.file("hostile.zip", zip), '"manifest.json" is damaged: too many bytes');
  });

  it("too many problems to list", async () => {
    const entries = Array.from({ length: 90 }, (_, index) => ({ name: `../evil${index}` }));
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
    "a\u202eb",
    "\u2066a",
    'a"b',
  ])("may not be %j", (path) => {
    expect(problemWithPath(path)).toEqual(expect.any(String));
  });

  it("may be as long on Windows as the folder around it allows", () => {
    const folder = "C:\\Users\\me\\AppData\\Local\\GOG.com\\Galaxy\\plugins\\installed\\itch_1b3d7d4e";
    const fits = `lib/${"x".repeat(259 - folder.length - "\\lib\\".length)}`;
    expect(tooLongPath(folder, ["plugin.py", fits])).toBeUndefined();
    expect(tooLongPath(folder, ["plugin.py", `${fits}y`])).toHaveLength(260);
  });
});
