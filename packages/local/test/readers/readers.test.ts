import { appendFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GalaxyError } from "@galaxy-kit/sdk";
import { beforeAll, describe, expect, it } from "@jest/globals";
import {
  decodeText,
  firstExisting,
  readAs,
  readBinaryVdf,
  readCsv,
  readEach,
  readIni,
  readJson,
  readKeyValues,
  readToml,
  readVdf,
  readXml,
  readYaml,
  UnreadableFile,
} from "../../src/index.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "readers-"));
});

async function file(content: string | Uint8Array, name = "file"): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

const utf16 = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, "utf16le");
const problem = async (promise: Promise<unknown>): Promise<string> => {
  const error: unknown = await promise.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UnreadableFile);
  expect(GalaxyError.isGalaxyError(error)).toBe(true);
  return (error as Error).message.replace(folder, "…");
};

describe("every reader", () => {
  it("says that a file does not exist as Node does, unless there is something to return", async () => {
    const missing = join(folder, "missing");
    await expect(readJson(missing)).rejects.toMatchObject({ code: "ENOENT" });
    await expect(readJson(missing, { ifMissing: undefined })).resolves.toBeUndefined();
    await expect(readVdf(join(await file("x"), "below"), { ifMissing: [] })).resolves.toEqual([]);
  });

  it("refuses a file that another program writes all the time, in place of half of it", async () => {
    const path = await file("1");
    let isWriting = true;
    const write = (): void => {
      appendFileSync(path, "1");
      if (isWriting) setImmediate(write);
    };
    write();
    const read = readJson(path).finally(() => {
      isWriting = false;
    });
    expect(await problem(read)).toBe("…/file: it is constantly being written");
  });

  it("takes a schema, whose problems name the path", async () => {
    const schema = {
      "~standard": {
        version: 1 as const,
        vendor: "test",
        validate: (value: unknown) =>
          (value as { id: unknown }).id === 1
            ? { value: { id: "one" } }
            : { issues: [{ message: "must be 1", path: ["games", { key: 0 }, "id"] }] },
      },
    };
    const read: { id: string } = await readJson(await file('{"id":1}'), { schema });
    expect(read).toEqual({ id: "one" });
    expect(await problem(readJson(await file('{"id":2}'), { schema }))).toBe("…/file: games.0.id: must be 1");
  });
});

describe("readJson", () => {
  it.each([
    ["a byte order mark, as Notepad saves it", '\uFEFF{"a":"é"}'],
    ["UTF-16 with a byte order mark", utf16('{"a":"é"}')],
    ["Windows-1252", Buffer.from('{"a":"é"}', "latin1")],
    ["zeros at the end, as a crash leaves them", '{"a":"é"}\0\0\0'],
  ])("tolerates %s", async (_, content) => {
    expect(await readJson(await file(content))).toEqual({ a: "é" });
  });

  it("names the line of a mistake, and an empty file", async () => {
    expect(await problem(readJson(await file('{\n  "a": 1,\n}', "game.json")))).toMatch(
      /^…\/game\.json:3:1: not valid JSON: /,
    );
    expect(await problem(readJson(await file("\0\0")))).toBe("…/file: the file is empty");
  });
});

describe("readVdf", () => {
  const manifest = `"AppState"
{
  "appid"  "440" // the game
  "name"  "Team \\"Fortress\\" 2"
  "installdir" "C:\\\\Games\\\\TF2"
  "SizeOnDisk" "76561198000000001"
  UserConfig { language english }
  "windows" "yes" [$WIN32]
  "not windows" "yes" [!$WIN32]
}`;

  it("reads what Steam writes", async () => {
    const { AppState } = await readVdf<Record<string, unknown>>(await file(manifest));
    expect(AppState).toEqual({
      appid: "440",
      name: 'Team "Fortress" 2',
      installdir: "C:\\Games\\TF2",
      SizeOnDisk: "76561198000000001",
      UserConfig: { language: "english" },
      [process.platform === "win32" ? "windows" : "not windows"]: "yes",
    });
  });

  it.each([
    ["a byte order mark", '\uFEFF"a" { "b" "1" }', { a: { b: "1" } }],
    ["several roots", '"a" { } "b" { }', { a: {}, b: {} }],
    ["a node that occurs twice", '"a" { "x" "1" } "a" { "y" "2" }', { a: { x: "1", y: "2" } }],
    ["a value that occurs twice", '"a" { "x" "1" "x" "2" }', { a: { x: "2" } }],
    ["backslashes that are not escaped", '"path" "D:\\Games\\x"', { path: "D:\\Games\\x" }],
    ["a condition on a node", '"a" [$UNKNOWN] { "x" "1" } "b" { }', { b: {} }],
    ["an empty file", "", {}],
    ["a text over two lines", '"a" "1\n2"', { a: "1\n2" }],
  ])("reads %s", async (_, text, expected) => {
    expect(await readVdf(await file(text))).toEqual(expected);
  });

  it("ignores the case of keys if wanted, as Steam does", async () => {
    const older = await file(
      '"LibraryFolders" { "TimeNextStatsReport" "1" "apps" { "440" "1" } "Apps" { "570" "2" } }',
    );
    expect(await readVdf(older, { keys: "lowercase" })).toEqual({
      libraryfolders: { timenextstatsreport: "1", apps: { 440: "1", 570: "2" } },
    });
  });

  it("gives no key a meaning for JavaScript", async () => {
    const read = await readVdf(await file('"__proto__" { "polluted" "1" } "constructor" "x"'));
    expect(Object.keys(read)).toEqual(["__proto__", "constructor"]);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it.each([
    ['"a" { "b" "1"', '…/file:1:14: a "}" is missing at the end'],
    ['"a" "1"\n}', '…/file:2:1: this "}" closes nothing'],
    ['"a"\n{ "b" }', '…/file:2:7: "b" has no value'],
    ['"a" "1\n', "…/file:1:5: this string has no closing quote"],
    ['{ "a" "1" }', "…/file:1:1: expected a key"],
  ])("names the place of a mistake: %j", async (text, message) => {
    expect(await problem(readVdf(await file(text)))).toBe(message);
  });
});

describe("readBinaryVdf", () => {
  const text = (value: string): Buffer => Buffer.from(`${value}\0`);
  const uint64 = Buffer.alloc(8);
  uint64.writeBigUInt64LE(76561198000000001n);
  const int32 = Buffer.alloc(4);
  int32.writeInt32LE(-5);
  const shortcuts = Buffer.concat([
    Buffer.from([0]),
    text("shortcuts"),
    Buffer.from([0]),
    text("0"),
    Buffer.from([1]),
    text("AppName"),
    text("Ünder"),
    Buffer.from([2]),
    text("appid"),
    int32,
    Buffer.from([7]),
    text("owner"),
    uint64,
    Buffer.from([8, 8, 8]),
  ]);

  it("reads what Steam writes", async () => {
    expect(await readBinaryVdf(await file(shortcuts))).toEqual({
      shortcuts: { 0: { AppName: "Ünder", appid: -5, owner: "76561198000000001" } },
    });
  });

  it("says where it cannot go on", async () => {
    expect(await problem(readBinaryVdf(await file(shortcuts.subarray(0, 15))))).toBe(
      "…/file: the file ends inside a string",
    );
    expect(await problem(readBinaryVdf(await file(Buffer.from([9, 97, 0]))))).toBe(
      "…/file: byte 3: 9 is not a type of Valve's binary format",
    );
  });
});

describe("the other formats", () => {
  it("readIni has all values of a key that occurs several times in a section, as DuckStation lists its folders", async () => {
    const text = "[GameList]\r\nPaths = /a\r\nPaths=/b\r\n[Other]\r\nPaths = /c\r\n";
    expect(await readIni(await file(text))).toEqual({ GameList: { Paths: ["/a", "/b"] }, Other: { Paths: "/c" } });
  });

  it("readIni reads sections", async () => {
    expect(await readIni(await file("top=1\n[Section]\nkey = a value\n; comment\n"))).toEqual({
      top: "1",
      Section: { key: "a value" },
    });
  });

  it("readKeyValues reads what RetroArch writes", async () => {
    const read = await readKeyValues(
      await file('# comment\nplaylist_directory = "~/play lists"\nfps_show = true\nempty = ""\n'),
    );
    expect([...read]).toEqual([
      ["playlist_directory", "~/play lists"],
      ["fps_show", "true"],
      ["empty", ""],
    ]);
  });

  it("readToml reads tables, and keeps all digits of a large integer", async () => {
    expect(await readToml(await file("[a]\nid = 9007199254740993\nsmall = 5"))).toEqual({
      a: { id: 9007199254740993n, small: 5 },
    });
  });

  it("readYaml reads the first document, and refuses to expand without end", async () => {
    expect(await readYaml(await file("a: [1, x]\n---\nb: 2\n"))).toEqual({ a: [1, "x"] });
    const bomb = Array.from(
      { length: 9 },
      (_, n) =>
        `a${n}: &a${n} [${
          n === 0
            ? "x"
            : Array(9)
                .fill(`*a${n - 1}`)
                .join(",")
        }]`,
    );
    expect(await problem(readYaml(await file(bomb.join("\n"))))).toMatch(/alias/i);
    expect(await problem(readYaml(await file("a: [1")))).toMatch(/line 1/);
  });

  it("readXml reads attributes and texts, and does not expand entities of the file", async () => {
    const xml = `<?xml version="1.0"?><games><game id="007">A &amp; B &#x263a;</game></games>`;
    expect(await readXml(await file(xml), { arrays: ["game"] })).toEqual({
      games: { game: [{ "@id": "007", "#text": "A & B ☺" }] },
    });
    expect(await readXml(await file(`<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>`))).toEqual({ x: "&a;" });
    const evil = `<!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/passwd">]><x>&file;</x>`;
    expect(await problem(readXml(await file(evil)))).toBe("…/file: External entities are not supported");
    expect(await problem(readXml(await file("<a>\n<b></a>")))).toMatch(/^…\/file: line 2: /);
  });

  it.each([
    ["commas", "id,title\n1,a\n"],
    ["semicolons, as Excel writes in many countries", "id;title\r\n1;a\r\n"],
    ["tabs", "id\ttitle\n1\ta"],
  ])("readCsv recognizes %s", async (_, text) => {
    expect(await readCsv(await file(text))).toEqual([{ id: "1", title: "a" }]);
  });

  it("readAs reads a format of one's own, and says which file it cannot read", async () => {
    const lines = (content: Buffer) => decodeText(content).split("\n");
    expect(await readAs(await file(utf16("a\nb")), lines)).toEqual(["a", "b"]);
    expect(await readAs(join(folder, "none"), lines, { ifMissing: [] })).toEqual([]);
    const incomplete = (): never => {
      throw new Error("it is not complete");
    };
    expect(await problem(readAs(await file(""), incomplete))).toBe("…/file: it is not complete");
  });
});

describe("readEach", () => {
  const runOf = () => {
    const skipped: [element: unknown, why: string][] = [];
    return { skipped, skip: (element: unknown, why: string) => void skipped.push([element, why]) };
  };

  it("reads the files that match, and leaves out what cannot be read", async () => {
    const library = await mkdtemp(join(folder, "library-"));
    for (const [name, content] of Object.entries({ "game_2.json": "2", "game_1.json": "1", "game_3.json": "{" }))
      await writeFile(join(library, name), content);
    await writeFile(join(library, "other.json"), "9");
    const run = runOf();
    const read = await readEach(library, /^game_(\d)\.json$/, async (path, [, id]) => [id, await readJson(path)], run);
    expect(read).toEqual([
      ["1", 1],
      ["2", 2],
    ]);
    expect(run.skipped).toEqual([[{ path: join(library, "game_3.json") }, expect.stringContaining("game_3.json:1")]]);
  });

  it("says nothing about a file that has vanished, but about a folder that has", async () => {
    const library = await mkdtemp(join(folder, "library-"));
    await writeFile(join(library, "game.json"), "1");
    const run = runOf();
    const readGone = async (path: string) => {
      await rm(path);
      return await readJson(path);
    };
    expect(await readEach(library, /json$/, readGone, run)).toEqual([]);
    expect(run.skipped).toEqual([]);
    await rm(library, { recursive: true });
    expect(await readEach(library, /json$/, readGone, run)).toEqual([]);
    expect(run.skipped).toHaveLength(1);
  });

  it("reads several folders, and a list in a file is one value", async () => {
    const libraries = [
      await mkdtemp(join(folder, "library-")),
      join(folder, "unplugged"),
      await mkdtemp(join(folder, "l-")),
    ];
    for (const [index, library] of [libraries[0]!, libraries[2]!].entries())
      await writeFile(join(library, "game.json"), `[${index}]`);
    const run = runOf();
    expect(await readEach(libraries, /json$/, (path) => readJson(path), run)).toEqual([[0], [1]]);
    expect(run.skipped).toHaveLength(1);
  });
});

describe("firstExisting", () => {
  it("resolves to the first path at which there is a file or a folder", async () => {
    const [none, some] = [join(folder, "none"), await file("")];
    expect(await firstExisting([none, folder, some])).toBe(folder);
    expect(await firstExisting([none, "", some])).toBe(some);
    expect(await firstExisting([none])).toBeUndefined();
  });
});
