import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { newFolder } from "@galaxy-kit/test-support/jest";
import { describe, expect, it, jest } from "@jest/globals";
import stringWidth from "string-width";
import { AuthorProject, shelf } from "../pack/support/author-project.js";
import { useBundledFramework } from "../support/framework.js";
import { runInProcess } from "../support/in-process.js";
import { Program } from "../support/program.js";
import { TestProject } from "../support/projects.js";
import { diagnostic, validated } from "./support/validated.js";

jest.setTimeout(120_000);
useBundledFramework();

const EXAMPLE = "1b3d7d4e-0c7c-4f4f-9d3e-3f5b8a0c2d11";
const ANY_GUID = /"guid": "[0-9a-f-]{36}"/;
const OWN = "7c1d2f0e-5b0a-4c52-9a57-3f8e6d1b9c25";

/** Returns a source file with a plugin class, which the entry runs. */
const inSource = (name: string): string =>
  `import { GalaxyPlugin } from "@galaxy-kit/sdk";\n\n@GalaxyPlugin({})\nexport class ${name} {}\n`;

it("finds no problems in a valid project", async () => {
  const { code, output } = await validated(new AuthorProject().dir, ["--strict"]);
  expect({ code, output }).toEqual({ code: 0, output: "No problems found.\n" });
});

describe("a project has one diagnostic for each mistake:", () => {
  it.each<[what: string, breakIt: (project: AuthorProject) => unknown, expected: string]>([
    [
      "an invalid field in package.json",
      (project) => project.writePackageJson({ version: "one" }),
      diagnostic(
        "package.json:3:3",
        "error",
        "invalid-package-field",
        'version: invalid value "one"',
        'Set it to a version such as "1.2.0".',
      ),
    ],
    [
      "a package.json that is not valid JSON",
      (project) => project.write("package.json", '{\n  "name": "shelf",\n  "version": \n}\n'),
      diagnostic("package.json:4:1", "error", "invalid-json", "is not valid JSON: value expected", "Fix the syntax."),
    ],
    [
      "a package.json that is not valid JSON, in a compiled project",
      (project) => project.write("package.json", '{\n  "name": "shelf",,\n}\n').write("tsconfig.json", "{}"),
      diagnostic(
        "package.json:2:19",
        "error",
        "invalid-json",
        "is not valid JSON: property name expected",
        "Fix the syntax.",
      ),
    ],
    [
      "a missing entry",
      (project) => project.writePackageJson({ galaxyKit: { guid: OWN, entry: "out/shelf.js" } }),
      diagnostic(
        "package.json:10:5",
        "error",
        "entry-not-found",
        "galaxyKit.entry: out/shelf.js does not exist after the build",
        'Set the JavaScript file to start: "galaxyKit": { "entry": "dist/main.js" }.',
      ),
    ],
    [
      "two plugin classes",
      (project) =>
        project
          .write("src/one.ts", inSource("One"))
          .write("src/two.ts", inSource("Two"))
          .write("test/three.ts", inSource("Three")),
      diagnostic(
        "src/two.ts:4:14",
        "error",
        "multiple-plugins",
        "Two: has @GalaxyPlugin(), and so does One (src/one.ts:4)",
        "Keep one of them; each integration needs its own project.",
      ),
    ],
    [
      "no login",
      (project) =>
        project
          .write("dist/main.js", shelf.replace(/Authenticate\(\)\(.*/, ""))
          .write("src/main.ts", inSource("ShelfPlugin")),
      diagnostic(
        "src/main.ts:4:14",
        "error",
        "missing-authenticate",
        "ShelfPlugin: no method has @Authenticate(), so GALAXY could never connect",
        "Add one. If the platform has no accounts, put @NoLogin() on ShelfPlugin.",
      ),
    ],
    [
      "a platform that GALAXY does not know",
      (project) =>
        project
          .write("dist/main.js", shelf.replace("Platform.Test", '"stem"'))
          .write("src/main.ts", inSource("ShelfPlugin")),
      diagnostic(
        "src/main.ts:4:14",
        "error",
        "unknown-platform",
        'ShelfPlugin: GALAXY does not know the platform "stem" and would ignore the integration',
        "Use a member of Platform, such as @GalaxyPlugin({ platform: Platform.ItchIo }).",
      ),
    ],
    [
      "a module that throws while it is loaded",
      (project) => project.write("dist/main.js", `const books = undefined;\nbooks.open();\n${shelf}`),
      diagnostic(
        "dist/main.js:2",
        "error",
        "start-failed",
        "TypeError: Cannot read properties of undefined (reading 'open')",
        "Fix the error, which is thrown while modules are loaded.",
      ),
    ],
    [
      "an entry that does not run an integration",
      (project) => project.write("dist/main.js", "").write("src/main.ts", ""),
      diagnostic(
        "src/main.ts",
        "error",
        "not-an-integration",
        "entry: does not run an integration",
        "Add: await runPlugin(YourPlugin);",
      ),
    ],
    [
      "a native addon",
      (project) =>
        project
          .writePackageJson({ dependencies: { fast: "1.0.0" } })
          .prepend('import "fast";')
          .dependsOn("fast", 'try { module.exports = require("./build/fast.node"); } catch {}'),
      diagnostic(
        "package.json:13:5",
        "error",
        "native-addon",
        'fast: loads a native addon ("./build/fast.node" in node_modules/fast@1.0.0/index.js)',
        "A bundle cannot contain native addons: use a package that is pure JavaScript or WebAssembly.",
      ),
    ],
    [
      "missing assets",
      (project) => project.writePackageJson({ galaxyKit: { guid: OWN, assets: ["icons"] } }),
      diagnostic(
        "package.json:10:5",
        "error",
        "invalid-asset",
        "galaxyKit.assets: icons does not exist",
        "List files and folders of the project.",
      ),
    ],
    [
      "files that are not shipped",
      (project) =>
        project
          .write("words.txt", "tide")
          .write("src/words.ts", 'const words =\n  new URL("../words.txt", import.meta.url);\n')
          .write("src/none.ts", 'const none = new URL("../not-there.txt", import.meta.url);\n'),
      diagnostic(
        "src/words.ts:2:3",
        "error",
        "unshipped-file",
        "the code reads words.txt, which is not shipped",
        'Add it to package.json: "galaxyKit": { "assets": ["words.txt"] }.',
      ),
    ],
    [
      "files that are not shipped, in URLs that need decoding",
      (project) =>
        project
          .write("no #1.txt", "tide")
          .write("src/words.ts", 'const words = new URL("../no%20%231.txt?fresh#1", import.meta.url);\n')
          .write("src/none.ts", 'const none = new URL("../100%.txt", import.meta.url);\n'),
      diagnostic(
        "src/words.ts:1:15",
        "error",
        "unshipped-file",
        "the code reads no #1.txt, which is not shipped",
        'Add it to package.json: "galaxyKit": { "assets": ["no #1.txt"] }.',
      ),
    ],
    [
      "a token in a well-known format",
      (project) =>
        project.write(
          "src/api.ts",
          `export const header = "${["ghp", "wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx"].join("_")}";\n`,
        ),
      diagnostic(
        "src/api.ts:1:24",
        "error",
        "secret",
        "this looks like a secret (github token); anyone who has the file can read it",
        "Remove it and revoke it. If each user has their own credentials, ask for them during login.",
      ),
    ],
    [
      "a random value with the name of a secret",
      (project) =>
        project
          .write("src/api.ts", 'const API_KEY = "9f3b7c21e8d04a56b1c7";\nconst token = "the-token-of-a-test";\n')
          .write(".env", "API_KEY='9f3b7c21e8d04a56b1c7'"),
      diagnostic(
        "src/api.ts:1:7",
        "error",
        "secret",
        "this looks like a secret (the value of API_KEY); anyone who has the file can read it",
        "Remove it and revoke it. If each user has their own credentials, ask for them during login.",
      ),
    ],
  ])("%s", async (_what, breakIt, expected) => {
    const project = new AuthorProject();
    breakIt(project);
    expect(await validated(project.dir)).toEqual({ code: 1, output: `${expected}1 error\n` });
  });

  it.each<[what: string, breakIt: (project: AuthorProject) => unknown, expected: string]>([
    [
      "a class with decorated methods that no services list includes",
      (project) =>
        project
          .write("src/main.ts", inSource("ShelfPlugin extends Shelf"))
          .write(
            "src/shelf.ts",
            'import * as kit from "@galaxy-kit/sdk";\n' +
              "export class Shelf { @kit.OwnedGames() owned() {} }\n" +
              "export abstract class Player { @kit.LaunchGame() launch() {} }\n" +
              "class Emulator extends Player {}\n" +
              "class Other { @own() method() {} }\n",
          )
          .write("test/unused.ts", 'import { OnTick } from "@galaxy-kit/sdk";\nclass Unused { @OnTick() tick() {} }\n'),
      diagnostic(
        "src/shelf.ts:4:7",
        "warning",
        "unlisted-service",
        "Emulator: no services list includes it, so its decorated methods, such as launch(), are never called",
        "Add Emulator to the services of @GalaxyPlugin() on ShelfPlugin, or delete it.",
      ),
    ],
    [
      "a platform that GALAXY does not list",
      (project) =>
        project
          .write("dist/main.js", shelf.replace("Platform.Test", "Platform.Generic"))
          .write("src/main.ts", inSource("ShelfPlugin")),
      diagnostic(
        "src/main.ts:4:14",
        "warning",
        "unlisted-platform",
        'GALAXY does not list the platform "generic", so users cannot connect the integration',
        "Use the platform of your shop. If GALAXY has none for it, use one that your users do not need.",
      ),
    ],
    [
      "no features",
      (project) =>
        project
          .write("dist/main.js", shelf.replace(/OwnedGames\(\)\(.*/, ""))
          .write("src/main.ts", inSource("ShelfPlugin")),
      diagnostic(
        "src/main.ts:4:14",
        "warning",
        "no-features",
        "the integration announces no features, so GALAXY can only log in",
        "Decorate a method, for example with @OwnedGames(), and list its class in the services of @GalaxyPlugin().",
      ),
    ],
    [
      "a byte order mark",
      (project) =>
        project.write(
          "package.json",
          "\uFEFF" +
            JSON.stringify({
              name: "s",
              version: "1.0.0",
              author: "A <a@example.org>",
              type: "module",
              galaxyKit: { guid: OWN },
            }),
        ),
      diagnostic(
        "package.json:1:1",
        "warning",
        "byte-order-mark",
        "starts with a byte order mark, which some programs cannot read",
        "Save it as UTF-8 without a byte order mark.",
      ),
    ],
    [
      "no contact",
      (project) => project.writePackageJson({ author: "Ada", homepage: undefined }),
      diagnostic(
        "package.json:5:3",
        "warning",
        "missing-contact",
        "users have no way to report problems: no homepage, GitHub repository or email address",
        'Add "homepage": "https://…", or an author such as "Name <name@example.org>".',
      ),
    ],
    [
      "a feature without the one it requires",
      (project) =>
        project
          .write("src/main.ts", inSource("ShelfPlugin"))
          .write(
            "dist/main.js",
            shelf
              .replace("import { Auth", "import { LaunchGame, Auth")
              .replace("class ShelfPlugin {", "class ShelfPlugin { launch() {}")
              .replace(
                "Authenticate()(",
                'LaunchGame()(ShelfPlugin.prototype, "launch", Object.getOwnPropertyDescriptor(ShelfPlugin.prototype, "launch"));\nAuthenticate()(',
              ),
          ),
      diagnostic(
        "src/main.ts:4:14",
        "warning",
        "missing-required-feature",
        "LaunchGame has no effect without ImportInstalledGames: GALAXY offers it only for installed games",
        "Add a method with @LocalGames().",
      ),
    ],
  ])("%s", async (_what, breakIt, expected) => {
    const project = new AuthorProject();
    breakIt(project);
    expect(await validated(project.dir)).toEqual({ code: 0, output: `${expected}1 warning\n` });
  });

  it("a large bundle", async () => {
    const project = new AuthorProject().dependsOn("large", `exports.data = "${"x".repeat(6_000_000)}";`);
    project.prepend('import { data } from "large"; console.error(data.length);');
    const { output } = await validated(project.dir);
    expect(output).toMatch(
      /^package\.json:1:1 {2}warning {2}the bundle is 6\.\d MB, and Node reads all of it at every start\n {2}└ .* {2}\[large-bundle\]\n\n1 warning\n$/,
    );
  });

  it("reports compile errors, but not their consequences", async () => {
    const project = TestProject.typeScript();
    try {
      project.version('"one"');
      project.write(
        "src/price.ts",
        'export { price } from "left-out/price";\nimport "@galaxy-kit/http";\nimport "main.js";\n',
      );
      const dependencies = { "@galaxy-kit/sdk": "file:../kit/sdk" };
      project.write(
        "package.json",
        JSON.stringify({ galaxyKit: { entry: "lib/main.js" }, type: "module", dependencies }),
      );
      project.write("../kit/http/package.json", "{}");
      const { output } = await validated(project.dir);
      expect(output).toContain("Run npm install left-out; checks that need a build are skipped until then.");
      expect(output).toContain('Import "./main.js"; checks that need a build are skipped until then.');
      const http = JSON.stringify(join(project.dir, "../kit/http"));
      expect(output).toContain(`Run npm install ${http}; checks that need a build are skipped until then.`);
      expect(output).toContain(
        diagnostic(
          "src/main.ts:16:13",
          "error",
          "compile-error",
          "Type 'string' is not assignable to type 'number'.",
          "Fix the error (TS2322); checks that need a build are skipped until then.",
        ),
      );
      expect(output).not.toMatch(/\[(?:entry-not-found|start-failed|bundle-error)\]/);
    } finally {
      project.destroy();
    }
  });

  it("says which file the compiler cannot write, and what to do about it", async () => {
    const project = TestProject.typeScript();
    try {
      // As in a read-only folder, which is none for root.
      rmSync(join(project.dir, "lib"), { recursive: true, force: true });
      project.write("lib", "");
      project.write("src/other.ts", "export {};");
      project.version(2);
      const { output } = await validated(project.dir);
      expect(output).toMatch(/^tsconfig\.json {2}error {2}the compiler cannot write lib\/\w+\.js and 1 more file: \S/m);
      expect(output).toContain("Make the folder of the project writable, or use a copy of it.");
      expect(output).not.toContain("TS5033");
    } finally {
      project.destroy();
    }
  });

  it("does not take what an earlier build has left for the entry, after its source was renamed", async () => {
    const project = TestProject.typeScript();
    try {
      project.replace("tsconfig.json", '"incremental":true', '"incremental":true,"sourceMap":true');
      await validated(project.dir);
      renameSync(join(project.dir, "src/main.ts"), join(project.dir, "src/shelf.ts"));
      const { code, output } = await validated(project.dir);
      expect(code).toBe(1);
      expect(output).toContain("lib/main.js is from an earlier build: its source src/main.ts no longer exists\n");
      expect(output).toContain("[stale-entry]");
    } finally {
      project.destroy();
    }
  });

  it("reports the kernel's diagnostics at the line of the source", async () => {
    const project = TestProject.typeScript();
    try {
      project.write(
        "package.json",
        JSON.stringify({
          name: "shelf",
          version: "1.0.0",
          author: "Ada <a@b.c>",
          type: "module",
          galaxyKit: { guid: OWN, entry: "lib/main.js" },
        }),
      );
      project.replace("tsconfig.json", '"incremental":true', '"incremental":true,"sourceMap":true');
      project.replace(
        "src/main.ts",
        "class ShelfPlugin {",
        "class ShelfPlugin {\n        constructor(private readonly books: Books) {}\n        @OwnedGames() more(): Game[] { return []; }",
      );
      project.replace("src/main.ts", "@GalaxyPlugin(", "class Books {}\n\n      @GalaxyPlugin(");
      expect(await validated(project.dir)).toEqual({
        code: 1,
        output:
          diagnostic(
            "src/main.ts:8:13",
            "error",
            "missing-provider",
            "ShelfPlugin: constructor parameter #0 (books) needs Books, but nothing provides it",
            "Add @Service() to class Books, or add { provide: Books, useClass: … } to the providers of @GalaxyPlugin().",
          ) +
          diagnostic(
            "src/main.ts:15:9",
            "error",
            "duplicate-decorator",
            "ShelfPlugin.owned: @OwnedGames() is already on ShelfPlugin.more (src/main.ts:10:23)",
            "Keep one of them and remove @OwnedGames() from the other.",
          ) +
          "2 errors\n",
      });
    } finally {
      project.destroy();
    }
  });
});

describe("the guid of a project", () => {
  it.each([
    [
      "must not come from an example",
      { galaxyKit: { guid: EXAMPLE } },
      `the guid ${EXAMPLE} comes from an example; GALAXY treats two integrations with the same guid as one\n  └ Use a new one: "guid": "`,
    ],
    [
      "must exist",
      { galaxyKit: {} },
      'galaxyKit.guid: missing; an integration without a guid cannot be installed\n  └ Use a new one: "galaxyKit": { "guid": "',
    ],
  ])("%s", async (_what, change, message) => {
    const { code, output } = await validated(new AuthorProject().writePackageJson(change).dir);
    expect(code).toBe(1);
    expect(output).toContain(`  error  ${message}`);
    expect(output).toMatch(ANY_GUID);
    expect(output).toMatch(/\n1 error\n$/);
  });

  it("must match the guid of @GalaxyPlugin()", async () => {
    const project = new AuthorProject().write(
      "dist/main.js",
      shelf.replace("Platform.Test", `Platform.Test, guid: "${EXAMPLE}"`),
    );
    expect((await validated(project.dir)).output).toContain(
      `galaxyKit.guid: is ${OWN}, but @GalaxyPlugin() sets ${EXAMPLE}\n  └ Keep one of them.  [guid-mismatch]`,
    );
  });
});

it.each(["validate", "dev", "show", "scenario", "pack"])(
  "%s asks for npm install if packages are missing",
  async (command) => {
    const project = new AuthorProject().writePackageJson({ dependencies: { "@galaxy-kit/sdk": "1", "left-out": "1" } });
    project.write("tsconfig.json", "{}");
    const { code, stdout, stderr } = await runInProcess([command, project.dir]);
    expect(code).toBe(1);
    expect(stdout + stderr).toContain("these dependencies are not installed: left-out");
    expect(stdout + stderr).toContain("Run npm install");
  },
);

describe("the result", () => {
  it("prints JSON with paths relative to the folder", async () => {
    const project = new AuthorProject().writePackageJson({ version: "one" });
    const { code, output } = await validated(project.dir, ["--json"]);
    expect(code).toBe(1);
    expect(JSON.parse(output)).toEqual({
      folder: project.dir,
      diagnostics: [
        {
          severity: "error",
          code: "invalid-package-field",
          subject: "version",
          file: "package.json",
          line: 3,
          column: 3,
          message: 'invalid value "one"',
          remedy: 'Set it to a version such as "1.2.0".',
        },
      ],
      errors: 1,
      warnings: 0,
    });
  });

  it.each([80, 60])("fits a terminal of %d columns, and is followed by the next steps", async (columns) => {
    const project = new AuthorProject().writePackageJson({ author: "Ada", homepage: undefined });
    const { stdout } = await runInProcess(["validate", project.dir], { cwd: dirname(project.dir), columns });
    // A path is printed as a whole, however long it is.
    const lines = stdout.replaceAll(project.dir, "shelf").split("\n");
    const tooWide = lines.filter((line) => stringWidth(line) > columns && line.trim().includes(" "));
    expect(tooWide).toEqual([]);
    expect(stdout).toMatch(
      /Next:\n {2}galaxy-kit explain missing-contact\s+explains a finding\n {2}galaxy-kit scenario/,
    );
  });

  it("fails on warnings with --strict", async () => {
    const project = new AuthorProject().writePackageJson({ author: "Ada", homepage: undefined });
    expect(await validated(project.dir, ["--strict"])).toMatchObject({
      code: 1,
      output: expect.stringMatching(/\n1 warning\n$/),
    });
  });

  it.each([
    [["nowhere"], "No such folder: nowhere\n"],
    [["package.json"], "package.json is a file. Specify the folder of an integration.\n"],
  ])("reports %j as an invalid argument", async (args, message) => {
    const { code, stderr } = await Program.run(["validate", ...args], { cwd: new AuthorProject().dir });
    expect({ code, stderr }).toEqual({ code: 2, stderr: message });
  });
});

describe("invalid input is a diagnostic, never a crash:", () => {
  it("an empty folder", async () => {
    const { code, output } = await validated(newFolder());
    expect(code).toBe(1);
    expect(output).toContain("error  the folder has neither a package.json nor a manifest.json");
  });

  it("a package.json that is a folder", async () => {
    const project = new AuthorProject();
    rmSync(join(project.dir, "package.json"));
    mkdirSync(join(project.dir, "package.json"));
    expect((await validated(project.dir)).output).toContain("package.json  error  cannot be read: EISDIR");
  });

  it.each(["[]", '"shelf"', "null", "{}", "", '{"galaxyKit": 7, "version": {"x": [1]}}'])(
    "a package.json that contains %j",
    async (content) => {
      expect((await validated(new AuthorProject().write("package.json", content).dir)).code).toBe(1);
    },
  );

  it("a huge package.json", async () => {
    const project = new AuthorProject().write("package.json", JSON.stringify({ name: "x".repeat(2_000_000) }));
    expect((await validated(project.dir)).output).toContain("package.json  error  has 2000011 bytes");
  });

  it("links that form a cycle, and binary files", async () => {
    const project = new AuthorProject().writePackageJson({ galaxyKit: { guid: OWN, assets: ["icons"] } });
    mkdirSync(join(project.dir, "icons"));
    symlinkSync("..", join(project.dir, "icons", "up"), "junction");
    writeFileSync(join(project.dir, "icons", "book.ts"), Buffer.from([0, 255, 254, 0]));
    writeFileSync(join(project.dir, "broken.ts"), "class { @@ ");
    const { code, output } = await validated(project.dir);
    expect(code).toBe(1);
    expect(output).toContain("galaxyKit.assets: icons/up is neither a file nor a folder");
  });
});
