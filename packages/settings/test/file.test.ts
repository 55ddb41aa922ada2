import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import {
  Choice,
  FileField,
  FolderField,
  FolderList,
  NumberField,
  SecretField,
  Settings,
  TextField,
  TextList,
  Toggle,
} from "../src/index.js";
import { runWith, UserFolder } from "./support/running-settings.js";

@Settings({ title: "RetroArch" })
class RetroArch {
  @FolderList("Where your ROMs are", { hint: "Subfolders are included." }) readonly romFolders: readonly string[] = [];
  @FileField("RetroArch program", { executable: true, optional: true }) readonly program: string = "";
  @SecretField("API key", { optional: true }) readonly apiKey: string = "";
  @NumberField("Volume", { min: 0, max: 100, integer: true }) readonly volume: number = 80;
  @Choice("Names of games", { file: "File name", database: "Database" }) readonly names: "file" | "database" = "file";
  @Toggle("Start in full screen") readonly fullScreen: boolean = true;
  @TextField("Nickname", { pattern: /\w+/, maxLength: 8 }) readonly nickname: string = "player";
}

async function read(text: string) {
  const folder = new UserFolder();
  folder.write(text);
  const running = await runWith(RetroArch, { folder });
  return { ...running, folder, warnings: running.galaxy.log.messages("warn") };
}

describe("a settings file", () => {
  it("is written once, with every field, its label and its default", async () => {
    const folder = new UserFolder();
    await runWith(RetroArch, { folder });
    expect(folder.read()).toBe(`// RetroArch
{
  // Where your ROMs are: a list of folders
  // Subfolders are included.
  "romFolders": [],

  // RetroArch program: the path of a program, may be ""
  "program": "",

  // API key: text, may be ""
  "apiKey": "",

  // Volume: a whole number from 0 to 100
  "volume": 80,

  // Names of games: "file" or "database"
  "names": "file",

  // Start in full screen: true or false
  "fullScreen": true,

  // Nickname: text of at most 8 characters
  "nickname": "player"
}
`);
    if (process.platform !== "win32") expect(statSync(folder.file).mode & 0o777).toBe(0o600);
  });

  it("gives its values, also before the handshake", async () => {
    const { settings, early } = await read(`{
      // mine
      "romFolders": ["/roms", "/more/roms",],
      "volume": 11, "names": "database", /* off */ "fullScreen": false, "nickname": " ada "
    }`);
    expect(settings).toEqual({
      romFolders: ["/roms", "/more/roms"],
      program: "",
      apiKey: "",
      volume: 11,
      names: "database",
      fullScreen: false,
      nickname: "ada",
    });
    expect(early).toEqual(Object.assign({}, settings));
    expect(settings).toBeInstanceOf(RetroArch);
  });

  it.each([
    { what: "a byte order mark", text: '\uFEFF{ "volume": 1 }' },
    { what: "line ends of Windows", text: '// mine\r\n{\r\n  "volume": 1\r\n}\r\n' },
    { what: "a comma too many", text: '{ "volume": 1, }' },
    { what: "no comma at the end of a comment", text: '{ "volume": 1 /* , */ }' },
  ])("may have $what", async ({ text }) => {
    const { settings, warnings, folder } = await read(text);
    expect(settings.volume).toBe(1);
    expect(warnings).toEqual([]);
    expect(folder.read()).toBe(text);
  });

  it("does not keep the integration from starting, however damaged it is", async () => {
    const { settings, warnings } = await read(`{ "unknown": ${"[".repeat(100_000)}`);
    expect(settings.volume).toBe(80);
    expect(warnings).toEqual([
      "settings.jsonc, line 1, column 114: expected at most 100 brackets inside each other; the defaults are used",
    ]);
  });

  it.each(["", "\uFEFF \r\n"])("may be empty: %j", async (text) => {
    const { settings, warnings } = await read(text);
    expect(settings.volume).toBe(80);
    expect(warnings).toEqual([]);
  });
});

describe("a value that is not valid", () => {
  it.each([
    ['"volume": "loud"', '"volume" must be a whole number from 0 to 100, but found "loud"; the default is used: 80'],
    ['"volume": 101', '"volume" must be a whole number from 0 to 100, but found 101; the default is used: 80'],
    ['"volume": 1.5', '"volume" must be a whole number from 0 to 100, but found 1.5; the default is used: 80'],
    ['"names": "x"', '"names" must be "file" or "database", but found "x"; the default is used: "file"'],
    ['"fullScreen": "yes"', '"fullScreen" must be true or false, but found "yes"; the default is used: true'],
    ['"nickname": "a b"', '"nickname" does not have the expected form, but found "a b"; the default is used: "player"'],
    ['"romFolders": "/a"', '"romFolders" must be a list of folders, but found "/a"; the default is used: []'],
    [
      '"romFolders": ["a"]',
      '"romFolders" contains "a", which must be an absolute path, but found ["a"]; the default is used: []',
    ],
    ['"apiKey": 123456', '"apiKey" must be text; the default is used'],
    ['"program": null', '"program" must be the path of a program, but found null; the default is used: ""'],
  ])("is replaced by the default, and the log says so: %s", async (member, message) => {
    const { settings, warnings, galaxy } = await read(`{ ${member}, "unknown": [1, { "x": null }] }`);
    expect(settings).toEqual(new RetroArch());
    expect(warnings).toEqual([`settings.jsonc: ${message}`]);
    expect(galaxy.log.text).not.toContain("123456");
  });
});

describe("a path with single backslashes", () => {
  @Settings({ title: "Texts" })
  class Texts {
    @TextList("Texts") readonly texts: readonly string[] = [];
    @TextField("One") readonly one: string = "";
  }

  it.each([
    [String.raw`"C:\new\temp\roms"`, String.raw`C:\new\temp\roms`],
    [String.raw`"C:\Games\"`, "C:\\Games\\"],
    [String.raw`"D:\Games\2048\u00e9t\x"`, String.raw`D:\Games\2048\u00e9t\x`],
    [String.raw`"\\nas\new roms"`, String.raw`\\nas\new roms`],
    [String.raw`"C:\\right\\way"`, String.raw`C:\right\way`],
    [String.raw`"\\\\nas\\right"`, String.raw`\\nas\right`],
    [String.raw`"C:\\half\right"`, String.raw`C:\half\right`],
    [String.raw`"50\% \"off\" \\"`, String.raw`50\% "off" \ `.trim()],
    [String.raw`"say \"hi\""`, `say "hi"`],
  ])("is read as it was meant: %s", async (written, meant) => {
    const folder = new UserFolder();
    folder.write(`{\n  "texts": [${written}, "after"], // ${written}\n  "one": ${written},\n  "more": 1\n}\n`);
    const { settings, galaxy } = await runWith(Texts, { folder });
    expect(Object.assign({}, settings)).toEqual({ texts: [meant, "after"], one: meant });
    expect(galaxy.log.messages("warn")).toEqual([]);
  });

  it("does not make a text out of two", async () => {
    const folder = new UserFolder();
    folder.write(String.raw`{ "texts": ["C:\temp\", "D:\new\", "E:\\right\\"], "one": "C:\" }`);
    const { settings } = await runWith(Texts, { folder });
    expect(Object.assign({}, settings)).toEqual({ texts: ["C:\\temp\\", "D:\\new\\", "E:\\right\\"], one: "C:\\" });
  });
});

describe("a file that is not valid", () => {
  it.each([
    ['{ "volume": 11', 'line 1, column 15: expected a comma or "}"'],
    ['{\n  "volume": 11\n  "nickname": "ada"\n}', 'line 3, column 3: expected a comma or "}"'],
    ["{\n  volume: 11\n}", 'line 2, column 3: expected the name of a setting in quotation marks, or "}"'],
    ['{ "nickname": "ada\n}', "line 1, column 15: expected the text to end with a quotation mark on the same line"],
    [
      '{ "volume": loud }',
      "line 1, column 13: expected a value: text in quotation marks, a number, true, false or a list",
    ],
    ["{} {}", "line 1, column 4: expected nothing after the closing brace"],
    ["nickname = ada", 'line 1, column 1: expected "{"'],
    ["\u0000\u0000\u0000", 'line 1, column 1: expected "{"'],
  ])("gives the defaults at startup: %j", async (text, message) => {
    const { settings, warnings, folder } = await read(text);
    expect(settings).toEqual(new RetroArch());
    expect(warnings).toEqual([`settings.jsonc, ${message}; the defaults are used`]);
    expect(folder.read()).toBe(text);
  });
});

describe("a Standard Schema", () => {
  const upper = {
    "~standard": {
      version: 1 as const,
      vendor: "test",
      validate: (value: unknown) =>
        String(value).startsWith("x")
          ? { issues: [{ message: "starts with x" }] }
          : { value: String(value).toUpperCase() },
    },
  };
  @Settings({ title: "Checked" })
  class Checked {
    @TextField("Text", { schema: upper }) readonly text: string = "default";
  }

  it.each([
    ["abc", "ABC", []],
    [
      "xyz",
      "default",
      ['settings.jsonc: "text" is not accepted: starts with x, but found "xyz"; the default is used: "default"'],
    ],
  ])("checks a value and may replace it: %s", async (text, expected, warnings) => {
    const folder = new UserFolder();
    folder.write(JSON.stringify({ text }));
    const { settings, galaxy } = await runWith(Checked, { folder });
    expect(settings.text).toBe(expected);
    expect(galaxy.log.messages("warn")).toEqual(warnings);
  });
});

describe("settings of an older file", () => {
  it("are taken over once", async () => {
    const folder = new UserFolder();
    const old = join(folder.root, "old.ini");
    folder.write("volume=7;nickname=ada;names=nonsense", old);
    @Settings({
      title: "RetroArch",
      migrate: {
        from: old,
        read: (text) => {
          const values = Object.fromEntries(text.split(";").map((pair) => pair.split("=")));
          return { ...values, volume: Number(values["volume"]) };
        },
      },
    })
    class Migrated extends RetroArch {}
    const first = await runWith(Migrated, { folder });
    expect(first.settings).toMatchObject({ volume: 7, nickname: "ada", names: "file" });
    expect(folder.read()).toContain('"volume": 7');
    folder.write("volume=9", old);
    expect((await runWith(Migrated, { folder })).settings.volume).toBe(7);
    expect(existsSync(old)).toBe(true);
  });
});

describe("a mistake in a settings class", () => {
  it("is reported at startup, with all others", async () => {
    @Settings({ title: "Mistaken" })
    class Mistaken {
      @NumberField("Volume", { max: 100 }) readonly volume: number = 200;
      @Choice("Letter", ["a", "b"]) readonly letter: string = "c";
      @TextField("Name") readonly name!: string;
      @FolderField("Folder") readonly folder: string = "games";
      @FolderField("Other folder") readonly other: string = "";
    }
    await expect(runWith(Mistaken)).rejects.toMatchObject({
      diagnostics: [
        "volume is initialized with 200, but must be a number of at most 100",
        'letter is initialized with "c", but must be "a" or "b"',
        "name has no initial value, but must be text",
        'folder is initialized with "games", but must be an absolute path',
      ].map((message) => ({ subject: "Mistaken", message: `@Settings(): ${message}` })),
    });
  });

  it("is that it has no fields", async () => {
    @Settings({ title: "Empty" })
    class Empty {}
    await expect(runWith(Empty)).rejects.toThrow("@Settings(): Empty has no fields");
  });
});

describe("two classes with settings", () => {
  @Settings({ title: "Controls", file: "controls" })
  class Controls {
    @Toggle("Vibrate") readonly vibrate: boolean = true;
  }
  @Settings({ title: "Rival" })
  class Rival {
    @FolderField("Folder") readonly folder: string = "";
  }

  it("have a file each", async () => {
    const folder = new UserFolder();
    await runWith(RetroArch, { folder, services: [Controls] });
    expect(folder.read(join(folder.config, "controls.jsonc"))).toContain('"vibrate": true');
  });

  it("cannot have the same one", async () => {
    await expect(runWith(RetroArch, { services: [Rival] })).rejects.toThrow(
      /RetroArch and Rival have the same file, .*settings\.jsonc: give one of them @Settings\(\{ file \}\)/,
    );
  });
});
