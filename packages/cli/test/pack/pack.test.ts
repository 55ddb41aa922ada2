import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, realpathSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { quickTimings, type SimulatedClient, startSimulatedClient } from "@galaxy-kit/simulator";
import { newFolder } from "@galaxy-kit/test-support/jest";
import { afterEach, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { framework } from "../support/framework.js";
import { runInProcess } from "../support/in-process.js";
import { TestProject } from "../support/projects.js";
import { AuthorProject, shelf } from "./support/author-project.js";
import { readZip, unzip } from "./support/unzip.js";

jest.setTimeout(120_000);

/** A text in the part of the kernel that refreshes imports. */
const FROM_REFRESHING = " suddenly missing";

let client: SimulatedClient | undefined;

afterEach(async () => {
  await client?.close();
  client = undefined;
});

/** Starts the content of a zip as its launcher does. */
async function start(zip: string, env: Readonly<Record<string, string>> = {}): Promise<SimulatedClient> {
  const folder = newFolder();
  unzip(zip, folder);
  client = await startSimulatedClient({
    integration: { command: process.execPath, args: [join(folder, "main.cjs")], cwd: "/", env },
    timings: quickTimings,
  });
  return client;
}

describe("galaxy-kit pack --no-runtime", () => {
  it("creates one zip, with everything that a user needs at its root, and no part of the kernel that is not used", async () => {
    const project = new AuthorProject();
    const { code, stdout, stderr } = await project.packAsProcess();
    expect({ code, stderr: stderr.replace(/^\w.* …$\n?/gm, "") }).toEqual({ code: 0, stderr: "" });
    expect(readdirSync(join(project.dir, "packed"))).toEqual(["shelf-1.2.0_windows_macos.zip"]);
    expect(stdout).toContain(createHash("sha256").update(readFileSync(project.slimZip)).digest("hex"));

    const files = readZip(project.slimZip);
    expect([...files.keys()]).toEqual([
      "THIRD_PARTY_LICENSES",
      "main.cjs",
      "manifest.json",
      "plugin.cjs",
      "plugin.cjs.lines",
      "plugin.py",
    ]);
    const bundle = String(files.get("plugin.cjs"));
    expect(bundle).not.toContain(FROM_REFRESHING);
    // V8 stores it with one byte per character.
    expect(Buffer.byteLength(bundle)).toBe(bundle.length);
    // Without layout, but not in one line, which an error that Node prints would quote.
    expect(bundle).not.toMatch(/^\t/m);
    expect(Math.max(...bundle.split("\n").map((line) => line.length))).toBeLessThan(10_000);
    // Of reflect-metadata: a function that a stack may show, and its variable.
    expect(bundle).toContain("function GetOrCreateMetadataMap(");
    expect(bundle).not.toContain("metadataKey");
    expect(JSON.parse(String(files.get("manifest.json")))).toEqual({
      name: "The Shelf",
      platform: "test",
      guid: "7c1d2f0e-5b0a-4c52-9a57-3f8e6d1b9c25",
      version: "1.2.0",
      description: "Books as games",
      author: "Ada Lovelace",
      email: "ada@example.org",
      url: "https://example.org/shelf",
      script: "plugin.py",
    });
  });

  it("leaves no import() in the bundle of an integration with http and local: V8's code cache would not work", async () => {
    const project = new AuthorProject()
      .link("@galaxy-kit/http", fileURLToPath(new URL("../../../http", import.meta.url)))
      .link("@galaxy-kit/local", fileURLToPath(new URL("../../../local", import.meta.url)))
      .prepend(
        'import { HttpClient } from "@galaxy-kit/http";\nimport { GameTracker } from "@galaxy-kit/local";\nvoid [HttpClient.name, GameTracker.name];\n',
      );
    expect(await project.pack()).toMatchObject({ code: 0 });
    const files = readZip(project.slimZip);
    const bundle = String(files.get("plugin.cjs"));
    expect(bundle).toContain("class HttpClient");
    expect(bundle).toContain("class GameTracker");
    expect(bundle).not.toMatch(/\bimport\s*\(/);
    // Which asks the launcher; no other package contains it.
    expect(String(files.get("helper.py"))).toContain("def processes");
  });

  it("includes the parts of the kernel that are used", async () => {
    const book = '{ gameId: "tide", gameTitle: "Tide", licenseInfo: { licenseType: "SinglePurchase" } }';
    const project = new AuthorProject().write(
      "dist/main.js",
      shelf
        .replace("OwnedGames()", 'OwnedGames({ refresh: "100ms" })')
        .replace("return [];", `return this.read ? [${book}] : ((this.read = true), []);`),
    );
    expect(await project.pack()).toMatchObject({ code: 0 });
    const bundle = String(readZip(project.slimZip).get("plugin.cjs"));
    expect(bundle).toContain(FROM_REFRESHING);
    // What shows the state to the tools of a developer.
    expect(bundle).not.toContain("galaxy_kit_state");
    expect(bundle).not.toContain("import(");
    await (await start(project.slimZip)).waitFor(({ library }) => library.games["tide"]?.gameTitle === "Tide", 30_000);
  });

  it("leaves nothing out of a winston and a tsyringe that the integration uses itself", async () => {
    const colored = "format.combine(format.colorize(), format.timestamp({ format: '[in] YYYY' }), format.simple())";
    const logging = `
      if (tsyringe.container !== container) throw new Error("another container");
      const own = createLogger({ format: ${colored}, transports: [new transports.Console()] });
      setInterval(() => {
        own.info("by its own winston");
        log.info("by the kernel", { get stack() { return new Error().stack; } });
      }, 10);`;
    const project = new AuthorProject()
      .link("winston", realpathSync(join(framework, "kernel", "node_modules", "winston")))
      .link("tsyringe", realpathSync(join(framework, "sdk", "node_modules", "tsyringe")))
      .write(
        "dist/main.js",
        `import { createLogger, format, transports } from "winston";
        Error.stackTraceLimit = 50;
        ${shelf}
        import tsyringe, { container } from "tsyringe";`
          .replace("Platform }", "Logger, Platform }")
          .replace("class ShelfPlugin {", `class ShelfPlugin {\n  constructor(log) {${logging}\n  }`)
          .replace(
            "GalaxyPlugin(",
            'Reflect.defineMetadata("design:paramtypes", [Logger], ShelfPlugin);\nGalaxyPlugin(',
          ),
      );
    expect(await project.pack()).toMatchObject({ code: 0 });
    const running = await start(project.slimZip);
    const logged = (pattern: RegExp): Promise<unknown> =>
      running.waitFor(
        ({ log }) => log.some(({ message, text }) => pattern.test(message) || pattern.test(text)),
        30_000,
      );
    await logged(/^.\[32minfo.\[39m: by its own winston \{"timestamp":"in 20/);
    await logged(/by the kernel.*_transform/);
    expect(running.log.filter(({ level }) => level === "error" || level === "warn")).toEqual([]);
  });

  it("produces the same bytes in another folder, at another time and for another user", async () => {
    const [one, other] = [new AuthorProject("shelf"), new AuthorProject("deep/down/in there/shelf")];
    const assets = { galaxyKit: { guid: "7c1d2f0e-5b0a-4c52-9a57-3f8e6d1b9c25", assets: ["icons"] } };
    one
      .writePackageJson(assets)
      .write("icons/ä.txt", "a", 0o644)
      .write("icons/run.sh", "b", 0o755)
      .dependsOn("dep", "module.exports = 1")
      .prepend('import "dep";');
    other
      .dependsOn("dep", "module.exports = 1")
      .prepend('import "dep";')
      .write("icons/run.sh", "b", 0o700)
      .write("icons/ä.txt", "a", 0o600)
      .writePackageJson(assets);
    utimesSync(join(other.dir, "icons/run.sh"), 1e9, 1e9);

    const before = process.umask(0o077);
    const second = await other
      .packAsProcess(["--no-runtime"], { TZ: "Pacific/Auckland", LC_ALL: "sv_SE.UTF-8" })
      .finally(() => process.umask(before));
    const first = await one.pack(["--no-runtime"], { TZ: "America/Los_Angeles" });
    expect([first.code, second.code]).toEqual([0, 0]);
    expect([...readZip(one.slimZip).keys()].slice(1, 3)).toEqual(["icons/run.sh", "icons/ä.txt"]);
    expect(readFileSync(other.slimZip).equals(readFileSync(one.slimZip))).toBe(true);
  });

  it("makes an integration of each variant, which knows which one it is", async () => {
    const project = new AuthorProject().withVariants();
    project.writePackageJson({
      galaxyKit: { updateUrl: "https://example.org/{variant}.json", downloads: "https://example.org/{version}/" },
    });
    const { code, stdout } = await project.pack();
    expect(code).toBe(0);
    expect(stdout).toContain("an integration for nes, snes");
    expect(readdirSync(join(project.dir, "packed")).sort()).toEqual([
      "current_version-nes.json",
      "current_version-snes.json",
      "shelf-nes-1.2.0_windows_macos.zip",
      "shelf-snes-1.2.0_windows_macos.zip",
    ]);
    const zip = join(project.dir, "packed", "shelf-snes-1.2.0_windows_macos.zip");
    expect(JSON.parse(String(readZip(zip).get("manifest.json")))).toMatchObject({
      name: "Shelf for SNES",
      platform: "snes",
      guid: "0d0c3c9c-7c5e-4b0b-9a57-3f8e6d1b9c26",
      update_url: "https://example.org/snes.json",
    });
    const variant = await start(zip);
    expect(await variant.waitFor(({ status }) => status.state === "connected")).toBe(true);
    expect(client?.log.map(({ message }) => message)).toContain("this is snes");
  });

  it("refuses one update URL for several variants, since GALAXY would replace one with another", async () => {
    const project = new AuthorProject().withVariants();
    project.writePackageJson({
      galaxyKit: { updateUrl: "https://example.org/a.json", downloads: "https://example.org/" },
    });
    const { code, stderr } = await project.pack();
    expect(code).toBe(1);
    expect(stderr).toContain(
      "galaxyKit.updateUrl: is the same for all variants, so GALAXY would replace one with another",
    );
    expect(stderr).toContain("Add {variant}");
  });

  describe("of an integration with assets, dependencies and an update URL", () => {
    const project = new AuthorProject();
    let stdout: string;
    let files: ReturnType<typeof readZip>;
    let log: SimulatedClient["log"];

    beforeAll(async () => {
      project.writePackageJson({
        repository: "github:ada/shelf",
        galaxyKit: {
          guid: "7c1d2f0e-5b0a-4c52-9a57-3f8e6d1b9c25",
          assets: ["texts/title.txt"],
          updateUrl: "https://example.org/current_version.json",
        },
      });
      project.write("texts/title.txt", "Tide & Co");
      project.write("dist/a.js", "export class Book {}").write("dist/b.js", "export class Book {}");
      project.write(
        "dist/verse.js",
        "export const verse = `\n  ${[1, 2].map((each) => {\n  return `shelf ${each}`;\n}).join()} of many shelves in this library\n  and\n  ${1}`;",
      );
      project.dependsOn("heavy", 'console.error("heavy is loaded");');
      project.dependsOn("bare", "globalThis.bare = 1;", { license: "WTFPL" });
      project.dependsOn("brief", "globalThis.brief = 1;", {
        license: "MIT",
        author: "Jo <jo@example.org> (https://jo.test)",
      });
      project.dependsOn("curt", "globalThis.curt = 1;", { license: "ISC" });
      project.prepend(`
        import { readFileSync } from "node:fs";
        import { join } from "node:path";
        import "bare";
        import "brief";
        import "curt";
        import { Book as A } from "./a.js";
        import { Book as B } from "./b.js";
        import { verse } from "./verse.js";
        const title = readFileSync(new URL("../texts/title.txt", import.meta.url), "utf8");
        const again = readFileSync(join(import.meta.dirname, "..", "texts", "title.txt"), "utf8");
        console.error([A.name, B.name, title, title === again].join("|"));
        console.error(JSON.stringify(verse));
        export_heavy(); async function export_heavy() { if (process.env.NEVER) await import('heavy'); }
      `);
      const packed = await project.pack();
      expect(packed).toMatchObject({ code: 0 });
      stdout = packed.stdout;
      files = readZip(project.slimZip);
      ({ log } = await (await start(project.slimZip)).importsDone(30_000).then(() => client!));
    });

    it("keeps class names, and the paths from modules to their assets", () => {
      expect(log.map(({ text }) => text)).toContainEqual(expect.stringContaining("Book|Book|Tide & Co|true"));
    });

    it("breaks lines of code, not of texts", () => {
      const verse = "\n  shelf 1,shelf 2 of many shelves in this library\n  and\n  1";
      expect(log.map(({ text }) => text)).toContainEqual(expect.stringContaining(JSON.stringify(verse)));
    });

    it("loads dynamically imported modules only when they are used", () => {
      expect(String(files.get("plugin.cjs"))).toContain("heavy is loaded");
      expect(log.filter(({ text }) => text.includes("heavy"))).toEqual([]);
    });

    it("ships the licenses of bundled packages, which are those that are used, and warns about packages without one", () => {
      expect(stdout).toContain(
        "package.json  warning  bare 1.0.0 (WTFPL) ships no license text\n  └ Ask its maintainers to add one.",
      );
      const licenses = String(files.get("THIRD_PARTY_LICENSES"));
      expect(licenses).toMatch(/^bare 1\.0\.0 \(WTFPL\)$/m);
      expect(licenses).toMatch(/^tsyringe [\d.]+ \(MIT\)\n-+\n\n[^]*?Permission is hereby granted/m);
      expect(licenses).not.toContain("shelf");
      expect(licenses).toMatch(/^winston 3/m);
      expect(licenses).not.toMatch(/^(@colors\/colors|async|fecha|readable-stream|safe-stable-stringify) /m);
    });

    it("completes the licenses of packages that only name a common one, and does not warn about them", () => {
      const licenses = String(files.get("THIRD_PARTY_LICENSES"));
      expect(licenses).toMatch(
        /^brief 1\.0\.0 \(MIT\)\n-+\n\n[^]*?\n\nCopyright \(c\) Jo\n\nPermission is hereby granted/m,
      );
      expect(licenses).toMatch(
        /^curt 1\.0\.0 \(ISC\)\n-+\n\n[^]*?\n\nCopyright \(c\) the authors of curt\n\nPermission to use, copy/m,
      );
      expect(stdout).not.toMatch(/brief|curt/);
    });

    it("writes the file that GALAXY's updater reads", () => {
      expect(JSON.parse(String(files.get("manifest.json"))).update_url).toBe(
        "https://example.org/current_version.json",
      );
      expect(JSON.parse(readFileSync(join(project.dir, "packed", "current_version.json"), "utf8"))).toEqual({
        tag_name: "1.2.0",
        assets: [
          {
            browser_download_url: "https://github.com/ada/shelf/releases/download/1.2.0/shelf-1.2.0_windows_macos.zip",
            name: "shelf-1.2.0_windows_macos.zip",
          },
        ],
      });
    });
  });
});

describe("the log of a packed integration", () => {
  it("names lines of the author's sources: for a failure, for a call that blocks, and before there is a log", async () => {
    const project = TestProject.unbuiltTypeScript();
    const goOn = join(newFolder(), "go-on");
    try {
      const about = { name: "shelf", version: "1.2.0", author: "Ada", type: "module" };
      const galaxyKit = { entry: "lib/main.js", guid: "7c1d2f0e-5b0a-4c52-9a57-3f8e6d1b9c25" };
      project.write("package.json", JSON.stringify({ ...about, galaxyKit }));
      project.replace("tsconfig.json", '"incremental":true', '"incremental":true,"sourceMap":true');
      project.write(
        "src/shelf.ts",
        `import { existsSync } from "node:fs";
const asleep = new Int32Array(new SharedArrayBuffer(4));
export interface Shelf { readonly books: readonly string[] }

export function countBooks(shelf?: Shelf): number {
  while (!existsSync(${JSON.stringify(goOn)})) Atomics.wait(asleep, 0, 0, 5);
  return shelf!
    .books
    .length;
}
`,
      );
      project.replace("src/main.ts", "import {", 'import { countBooks } from "./shelf.js";\nimport {');
      project.replace("src/main.ts", "console.error(", "if (process.env.FAIL)\n throw new Error(");
      project.replace("src/main.ts", "@OwnedGames()", "@OwnedGames()\n\n // Two lines further down");
      project.replace("src/main.ts", "owned(): Game[] {", "owned(): Game[] {\n countBooks();");
      expect(await runInProcess(["pack", "--no-runtime"], { cwd: project.dir })).toMatchObject({ code: 0 });
      const zip = join(project.dir, "packed", "shelf-1.2.0_windows_macos.zip");
      const lines = readFileSync(join(project.dir, "src", "main.ts"), "utf8").split("\n");
      const lineOf = (text: string): number => lines.findIndex((line) => line.includes(text)) + 1;

      const running = await start(zip, { GALAXY_KIT_TIME_SCALE: "0.5" });
      const lineWith = async (part: string): Promise<string | undefined> => {
        await running.waitFor(({ log }) => log.some(({ text }) => text.includes(part)), 30_000);
        return running.log.find(({ text }) => text.includes(part))?.text;
      };
      expect(await lineWith("has been blocking the integration")).toMatch(/"countBooks \(src\/shelf\.ts:6:\d+\) has/);
      writeFileSync(goOn, "");
      const calls = [
        `countBooks \\(src/shelf\\.ts:8:`,
        `ShelfPlugin\\.owned \\(src/main\\.ts:${lineOf("countBooks();")}:`,
      ];
      expect(await lineWith("ShelfPlugin.owned threw")).toMatch(new RegExp(calls.join(".*")));

      const folder = newFolder();
      unzip(zip, folder);
      const { stderr } = spawnSync(process.execPath, [join(folder, "main.cjs"), "token", "1"], {
        encoding: "utf8",
        env: { ...process.env, FAIL: "1" },
      });
      expect(stderr).toMatch(new RegExp(`at src/main\\.ts:${lineOf("throw new Error(")}:`));
    } finally {
      project.destroy();
    }
  });
});

describe("galaxy-kit pack --dry-run", () => {
  it("shows the packages for the default systems, and downloads and writes nothing", async () => {
    const cache = newFolder();
    const project = new AuthorProject();
    const { code, stdout } = await project.pack(["--dry-run"], {
      XDG_CACHE_HOME: cache,
      LOCALAPPDATA: cache,
      HOME: cache,
    });
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^shelf-1\.2\.0_windows\.zip {2}8\d\.\d MB before compression\n├─ THIRD_PARTY_LICENSES +\d/m,
    );
    expect(stdout).toMatch(/^├─ node\n│ {2}├─ LICENSE +145 kB\n│ {2}└─ node\.exe +87\.0 MB$/m);
    expect(stdout).toMatch(/^shelf-1\.2\.0_macos\.zip/m);
    expect(stdout).toMatch(/^shelf-1\.2\.0-darwin-arm64\.zip/m);
    expect(readdirSync(cache)).toEqual([]);
    expect(existsSync(join(project.dir, "packed"))).toBe(false);
  });

  it("prints JSON with every specified system, from one list or several, and nothing else on stdout", async () => {
    const targets = ["--target", "linux-x64", "--target", "win-x64,linux-x64"];
    const { code, stdout } = await new AuthorProject().pack(["--dry-run", "--json", ...targets]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      name: "The Shelf",
      platform: "test",
      releases: [
        {
          target: "linux-x64",
          name: "shelf-1.2.0-linux-x64.zip",
          files: expect.arrayContaining([{ path: "node/node", size: 124_827_920, executable: true }]),
        },
        { target: "win-x64" },
      ],
      written: [],
      diagnostics: [],
      errors: 0,
      warnings: 0,
    });
  });

  it("warns if GALAXY's updater would find no package", async () => {
    const project = new AuthorProject();
    project.writePackageJson({
      galaxyKit: {
        guid: "7c1d2f0e-5b0a-4c52-9a57-3f8e6d1b9c25",
        updateUrl: "https://example.org/current_version.json",
        downloads: "https://example.org/{version}/",
      },
    });
    const { code, stdout } = await project.pack(["--dry-run", "--json", "--target", "linux-x64"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      diagnostics: [{ severity: "warning", code: "missing-updater-target", subject: "galaxyKit.updateUrl" }],
    });
  });

  it("prints the diagnostics of a refusal as JSON", async () => {
    const project = new AuthorProject().writePackageJson({ version: "one" });
    const { code, stdout } = await project.pack(["--json"]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      folder: project.dir,
      diagnostics: [{ severity: "error", code: "invalid-package-field", subject: "version" }],
      errors: 1,
      warnings: 0,
    });
  });
});
