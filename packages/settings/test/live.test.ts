import { existsSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Logger, type Provider, Service, token } from "@galaxy-kit/sdk";
import { describe, expect, it } from "@jest/globals";
import {
  type DataProtection,
  NumberField,
  OnSettingsChange,
  protectSecretsWith,
  SecretField,
  SecretProtector,
  Settings,
  TextField,
  TextList,
} from "../src/index.js";
import { SettingsFiles } from "../src/live/settings-files.js";
import { OWN_PROGRAM } from "../src/live/shortcut.js";
import { runWith, UserFolder } from "./support/running-settings.js";

@Settings({ title: "Live" })
class Live {
  @TextField("Name", { optional: true }) readonly name: string = "";
  @NumberField("Volume") readonly volume: number = 80;
  @SecretField("Key", { optional: true }) readonly key: string = "";
}

describe("a settings file that changes", () => {
  async function start(text = '{ "name": "before", "volume": 1 }') {
    const folder = new UserFolder();
    folder.write(text);
    const heard: string[] = [];
    @Service()
    class Listener {
      @OnSettingsChange(Live)
      changed(changed: readonly string[]) {
        heard.push(changed.join());
      }
    }
    const running = await runWith(Live, { folder, services: [Listener] });
    return { ...running, folder, heard, warnings: () => running.galaxy.log.messages("warn") };
  }

  it("changes the instance that was injected, and the methods hear of it", async () => {
    const { settings, folder, heard, until } = await start();
    folder.write('{ "name": "after", "volume": 1 }');
    await until(() => heard.length > 0);
    expect(settings).toEqual({ name: "after", volume: 1, key: "" });
    expect(heard).toEqual(["name"]);
  });

  it("may be replaced, as editors do", async () => {
    const { settings, folder, until } = await start();
    for (const volume of [2, 3]) {
      folder.write(`{ "name": "before", "volume": ${volume} }`, `${folder.file}.tmp`);
      renameSync(folder.file, `${folder.file}~`);
      renameSync(`${folder.file}.tmp`, folder.file);
      await until(() => settings.volume === volume);
    }
  });

  it("keeps the values while it is not valid, and says so once", async () => {
    const { settings, folder, heard, warnings, until } = await start();
    folder.write('{ "name": "half');
    await until(() => warnings().length > 0);
    expect(warnings()).toEqual([
      "settings.jsonc, line 1, column 11: expected the text to end with a quotation mark on the same line; the settings before the change stay in effect",
    ]);
    expect(settings).toMatchObject({ name: "before", volume: 1 });
    folder.write('{ "name": "whole", "volume": 1 }');
    await until(() => settings.name === "whole");
    expect(heard).toEqual(["name"]);
  });

  it("is not read while it is being written", async () => {
    const { settings, folder, galaxy, warnings, until } = await start();
    for (const part of ["{", '{ "name"', '{ "name": "ha']) {
      folder.write(part);
      // Events of the file system come in their own time.
      await new Promise((resolve) => setTimeout(resolve, 20));
      await galaxy.clock.advance("150ms");
    }
    folder.write('{ "name": "half", "volume": 1 }');
    await until(() => settings.name === "half");
    expect(warnings()).toEqual([]);
  });

  it("is read in the end although it is written all the time", async () => {
    const { settings, folder, until } = await start();
    let volume = 1;
    await until(() => {
      folder.write(`{ "volume": ${(volume += 1)} }`);
      return settings.name === "";
    });
  });

  it("is followed into a folder that was deleted and created again", async () => {
    const { settings, folder, until } = await start();
    rmSync(folder.config, { recursive: true });
    await until(() => settings.volume === 80);
    for (const volume of [2, 3]) {
      folder.write(`{ "volume": ${volume} }`);
      await until(() => settings.volume === volume);
    }
  });

  it("gives the defaults once it is deleted", async () => {
    const { settings, folder, heard, until } = await start();
    rmSync(folder.file);
    await until(() => heard.length > 0);
    expect(settings).toEqual({ name: "", volume: 80, key: "" });
  });

  it("that has an invalid value changes only the others", async () => {
    const { settings, folder, galaxy, warnings, until } = await start();
    folder.write('{ "name": "after", "volume": "loud" }');
    await until(() => settings.name === "after");
    expect(settings.volume).toBe(80);
    const problems = ['"volume" must be a number, but found "loud"; the default is used: 80'];
    const values = [
      { name: "Name", value: "after" },
      { name: "Volume", value: "80" },
      { name: "Key", value: "" },
    ];
    expect(galaxy.parts).toMatchObject([{ kind: "settings", file: folder.file, problems, values }]);
    folder.write('{ "key": "hunter2" }');
    await until(() => settings.key === "hunter2");
    expect(JSON.stringify(galaxy.parts)).toMatch(/"value":"\(secret\)"/);
    expect(JSON.stringify(galaxy.parts)).not.toContain("hunter2");
    expect(warnings()).toEqual([
      'settings.jsonc: "volume" must be a number, but found "loud"; the default is used: 80',
    ]);
  });
});

describe("a settings file that is not valid at startup", () => {
  const VALID = '{ "name": "mine", /* loud */ "volume": 11, "other": 1 }';
  const BROKEN = '{\n  "name": "mine"\n  "volume": 12\n}\n';

  /** Runs once with a valid file, and again after something has happened to it. */
  async function restart(text: string, overrides: readonly Provider[] = []) {
    const folder = new UserFolder();
    folder.write(VALID);
    const first = await runWith(Live, { folder, overrides });
    await first.until(() => existsSync(join(folder.root, "data", "settings.last-valid.jsonc")));
    await first.galaxy.close();
    folder.write(text);
    return { folder, ...(await runWith(Live, { folder, overrides })) };
  }

  it("does not replace the last valid settings, and the log says where it is wrong", async () => {
    const { settings, early, folder, galaxy, until } = await restart(BROKEN);
    expect(early).toEqual({ name: "mine", volume: 11, key: "" });
    const problem = 'line 3, column 3: expected a comma or "}"; the last valid settings are used';
    expect(galaxy.log.messages("warn")).toEqual([`settings.jsonc, ${problem}`]);
    expect(galaxy.parts).toMatchObject([{ kind: "settings", problems: [problem] }]);
    expect(folder.read()).toBe(BROKEN);
    folder.write(BROKEN.replace('"mine"', '"mine",'));
    await until(() => settings.volume === 12);
  });

  it("may be empty, as a crash leaves it", async () => {
    const { early, galaxy } = await restart("");
    expect(early).toMatchObject({ name: "mine", volume: 11 });
    expect(galaxy.log.messages("warn")).toEqual([
      "settings.jsonc, line 1, column 1: the file is empty; the last valid settings are used",
    ]);
  });

  it("is kept when something is saved, next to one that was kept before; the new one has the user's comments", async () => {
    const { galaxy, folder } = await restart(BROKEN);
    const aside = folder.file.replace(".jsonc", ".broken.jsonc");
    folder.write("older", aside);
    await galaxy.get(SettingsFiles).of(Live).save({ name: "new" });
    expect(folder.read()).toBe(VALID.replace('"mine"', '"new"'));
    expect(folder.read(aside)).toBe("older");
    expect(folder.read(folder.file.replace(".jsonc", ".broken-2.jsonc"))).toBe(BROKEN);
  });

  it("gives the defaults if the user has deleted the file since it was valid", async () => {
    const { settings, folder, until, galaxy } = await restart(VALID);
    rmSync(folder.file);
    await until(() => settings.volume === 80);
    await until(() => readdirSync(join(folder.root, "data")).length === 0);
    await galaxy.close();
    folder.write(BROKEN);
    const { early } = await runWith(Live, { folder });
    expect(early).toMatchObject({ name: "", volume: 80 });
  });
});

describe("a method with @OnSettingsChange()", () => {
  it("is called once more for what changes while it runs, and outlives an error", async () => {
    const folder = new UserFolder();
    folder.write('{ "volume": 1 }');
    const heard: string[] = [];
    let finish = (): void => undefined;
    @Service()
    class Listener {
      @OnSettingsChange(Live)
      async slow(changed: readonly (keyof Live)[]) {
        heard.push(changed.join());
        await new Promise<void>((resolve) => (finish = resolve));
        throw new Error("broken");
      }
    }
    const { until, galaxy, settings } = await runWith(Live, { folder, services: [Listener] });
    folder.write('{ "volume": 2 }');
    await until(() => heard.length === 1);
    folder.write('{ "volume": 3 }');
    await until(() => settings.volume === 3);
    folder.write('{ "volume": 3, "name": "x" }');
    await until(() => settings.name === "x");
    expect(heard).toEqual(["volume"]);
    finish();
    await until(() => heard.length === 2);
    expect(heard).toEqual(["volume", "volume,name"]);
    finish();
    await until(() => galaxy.log.messages("error").length === 2);
    expect(galaxy.log.messages("error")).toEqual(["Listener.slow threw", "Listener.slow threw"]);
  });
});

describe("the shortcut to the form", () => {
  it.each([
    {
      platform: "win32",
      node: "C:\\100%\\node.exe",
      name: "Settings of Its Name.cmd",
      lines: ['"C:\\100%%\\node.exe" "/it\'s/main.cjs" --settings', 'set "GALAXY_KIT_VARIANT=n64"'],
    },
    {
      platform: "darwin",
      node: "/node",
      name: "Settings of Its Name.command",
      lines: ["#!/bin/sh", "exec '/node' '/it'\\''s/main.cjs' --settings", "GALAXY_KIT_VARIANT='n64'"],
    },
  ] as const)("starts this integration on $platform, wherever it is", async ({ platform, node, name, lines }) => {
    @Settings({ title: "It/s: Name" })
    class Named {
      @TextField("Text", { optional: true }) readonly text: string = "";
    }
    const folder = new UserFolder();
    const env = { GALAXY_KIT_VARIANT: "n64", SECRET: "x" };
    const program = { platform, node, script: "/it's/main.cjs", env };
    const shortcut = join(folder.config, name);
    const { until } = await runWith(Named, { folder, overrides: [{ provide: OWN_PROGRAM, useValue: program }] });
    await until(() => existsSync(shortcut));
    const content = folder.read(shortcut);
    for (const line of lines) expect(content).toContain(line);
    expect(content).not.toContain("SECRET");
  });
});

describe("saving", () => {
  const WRITTEN = `\uFEFF// my settings\r
{\r
\t"unknown": { "kept": [1, 2] }, // keep this\r
\t/* loud */ "volume": 1,\r
\t// the name\r
\t"name": "before" // mine\r
}\r
`;

  async function start(text: string) {
    const folder = new UserFolder();
    folder.write(text);
    let files!: SettingsFiles;
    @Service()
    class Saver {
      constructor(injected: SettingsFiles) {
        files = injected;
      }
    }
    const running = await runWith(Live, { folder, services: [Saver] });
    return { ...running, folder, live: files.of(Live) };
  }

  it("keeps comments, order, indentation, line ends and unknown members", async () => {
    const { folder, live, settings } = await start(WRITTEN);
    await live.save({ name: "after", key: "geheim" });
    expect(folder.read()).toBe(
      WRITTEN.replace(
        '"name": "before" // mine\r\n',
        '"name": "after", // mine\r\n\r\n\t// Key: text, may be ""\r\n\t"key": "geheim"\r\n',
      ),
    );
    expect(settings).toEqual({ name: "after", volume: 1, key: "geheim" });
  });

  it.each([
    {
      what: "removes and adds",
      before: '{ "list": [\n    "/a", // first\n    // "/off",\n    "/b",\n    "/c"\n  ] }',
      list: ["/a", "/c", "/d"],
      after: '{ "list": [\n    "/a", // first\n    // "/off",\n    "/c",\n    "/d"\n  ] }',
    },
    {
      what: "removes the last",
      before: '{ "list": [\n    "/a", // first\n    "/b"\n  ] }',
      list: ["/a"],
      after: '{ "list": [\n    "/a", // first\n  ] }',
    },
    {
      what: "replaces the only one",
      before: '{ "list": [ /* mine */ "/a" ] }',
      list: ["/b"],
      after: '{ "list": ["/b", /* mine */  ] }',
    },
    {
      what: "adds in one line, next to a path with single backslashes",
      before: '{ "list": ["/a", /* x */ "C:\\new"] }',
      list: ["/a", "C:\\new", "/b"],
      after: '{ "list": ["/a", /* x */ "C:\\new", "/b"] }',
    },
  ])("keeps the comments in a list: $what", async ({ before, list, after }) => {
    @Settings({ title: "Listed" })
    class Listed {
      @TextList("List") readonly list: readonly string[] = [];
    }
    const folder = new UserFolder();
    folder.write(before);
    const { galaxy, settings } = await runWith(Listed, { folder });
    await galaxy.get(SettingsFiles).of(Listed).save({ list });
    expect(folder.read()).toBe(after);
    expect(settings.list).toEqual(list);
  });

  it("keeps what another program has saved since", async () => {
    const { folder, live, settings } = await start(WRITTEN);
    folder.write(WRITTEN.replace('"volume": 1', '"volume": 2'));
    await live.save({ name: "after" });
    expect(folder.read()).toBe(WRITTEN.replace('"volume": 1', '"volume": 2').replace('"before"', '"after"'));
    expect(settings).toMatchObject({ name: "after", volume: 2 });
  });

  it("writes a new file next to one that is not valid", async () => {
    const { folder, live, settings } = await start('{ "name": "mine", ');
    await live.save({ volume: 3 });
    expect(folder.read(folder.file.replace(".jsonc", ".broken.jsonc"))).toBe('{ "name": "mine", ');
    expect(folder.read()).toContain('"volume": 3');
    expect(settings).toEqual({ name: "", volume: 3, key: "" });
  });

  it("leaves no other files behind, and works twice at once", async () => {
    const { folder, live, settings } = await start("{}");
    await Promise.all([live.save({ name: "a" }), live.save({ volume: 7 })]);
    expect(settings).toMatchObject({ name: "a", volume: 7 });
    expect(readdirSync(folder.config).sort()).toEqual([expect.stringMatching(/^Settings of Live/), "settings.jsonc"]);
  });
});

const reversed = (text: string): string => Array.from(text).reverse().join("");

describe("a secret", () => {
  /** Stands for the system's protection: reversible, and refuses what it has not made. */
  const reversing: SecretProtector = {
    protect: (secret) => Promise.resolve(`reversed:${reversed(secret)}`),
    reveal: (text) =>
      text.startsWith("reversed:")
        ? Promise.resolve(reversed(text.slice(9)))
        : Promise.reject(new Error("made by another user")),
  };
  const overrides = [{ provide: SecretProtector, useValue: reversing }];

  it.each([
    { what: "is encrypted with what the system offers", available: true },
    { what: "stays as it is where the system offers nothing", available: false },
  ])("$what", async ({ available }) => {
    const invert = (data: Uint8Array) => Promise.resolve(data.map((byte) => 255 - byte));
    const HELPER = token<DataProtection | undefined>("HELPER");
    const helper = { provide: HELPER, useValue: available ? { protect: invert, unprotect: invert } : undefined };
    const folder = new UserFolder();
    folder.write('{ "key": "öffne dich" }');
    for (const start of [1, 2]) {
      const { settings } = await runWith(Live, { folder, overrides: [helper, protectSecretsWith(HELPER)] });
      expect({ start, key: settings.key }).toEqual({ start, key: "öffne dich" });
      expect(folder.read().includes("öffne dich")).toBe(!available);
    }
  });

  it("is masked in the log", async () => {
    const folder = new UserFolder();
    folder.write('{ "key": "open-sesame" }');
    let log!: Logger;
    @Service()
    class Talkative {
      constructor(logger: Logger) {
        log = logger;
      }
    }
    const { settings, galaxy } = await runWith(Live, { folder, services: [Talkative] });
    log.info(`the key is ${settings.key}`);
    expect(settings.key).toBe("open-sesame");
    expect(galaxy.log.text).not.toContain("open-sesame");
  });

  it("that the system protects is revealed by the handshake", async () => {
    const folder = new UserFolder();
    folder.write('{ "key": { "protected": "reversed:emases-nepo" } }');
    const { settings, early, galaxy } = await runWith(Live, { folder, overrides });
    expect(early).toMatchObject({ key: "" });
    expect(settings.key).toBe("open-sesame");
    expect(galaxy.log.messages("warn")).toEqual([]);
  });

  it("that was written by hand is protected", async () => {
    const folder = new UserFolder();
    folder.write('{ "key": "open-sesame" }');
    const { settings } = await runWith(Live, { folder, overrides });
    expect(settings.key).toBe("open-sesame");
    expect(folder.read()).not.toContain("open-sesame");
    expect(folder.read()).toContain('"protected": "reversed:emases-nepo"');
  });

  it("that is being protected does not undo what is written meanwhile, which takes effect", async () => {
    const folder = new UserFolder();
    folder.write('{ "key": "open-sesame" }');
    const slow: SecretProtector = {
      protect: (secret) => {
        if (secret === "open-sesame") folder.write('{ "key": "newer-sesame" }');
        return reversing.protect(secret);
      },
      reveal: (text) => reversing.reveal(text),
    };
    const { settings, until } = await runWith(Live, {
      folder,
      overrides: [{ provide: SecretProtector, useValue: slow }],
    });
    await until(() => settings.key === "newer-sesame");
    await until(() => folder.read().includes('"protected": "reversed:emases-rewen"'));
  });

  it("is stored as it is while it cannot be encrypted, and the log says so", async () => {
    const folder = new UserFolder();
    folder.write('{ "key": "open-sesame" }');
    const failing: SecretProtector = {
      protect: () => Promise.reject(new Error("the helper has ended")),
      reveal: (text) => reversing.reveal(text),
    };
    const { galaxy, settings } = await runWith(Live, {
      folder,
      overrides: [{ provide: SecretProtector, useValue: failing }],
    });
    const warning = 'settings.jsonc: "key" cannot be encrypted, so it is stored as it is';
    expect(galaxy.log.messages("warn")).toEqual([warning]);
    await galaxy.get(SettingsFiles).of(Live).save({ key: "other-sesame" });
    expect(settings.key).toBe("other-sesame");
    expect(folder.read()).toBe('{ "key": "other-sesame" }');
    expect(galaxy.log.messages("warn")).toEqual([warning, warning]);
  });

  it("that another user has encrypted meanwhile does not leave the old one in effect", async () => {
    const folder = new UserFolder();
    folder.write('{ "key": { "protected": "reversed:emases-nepo" } }');
    const { settings, until } = await runWith(Live, { folder, overrides });
    expect(settings.key).toBe("open-sesame");
    folder.write('{ "key": { "protected": "of another user" } }');
    await until(() => settings.key === "");
  });

  it("that cannot be revealed is missing, and the log says so", async () => {
    const folder = new UserFolder();
    folder.write('{ "key": { "protected": "of another user" } }');
    const { settings, galaxy } = await runWith(Live, { folder, overrides });
    expect(settings.key).toBe("");
    expect(galaxy.log.messages("warn")).toEqual([
      'settings.jsonc: "key" is encrypted and cannot be read here, so it is not checked; enter it again to replace it',
    ]);
  });
});
