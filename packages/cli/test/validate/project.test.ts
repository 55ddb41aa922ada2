import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, jest } from "@jest/globals";
import { AuthorProject, newFolder, shelf } from "../pack/support/author-project.js";
import { Program } from "../support/program.js";
import { TestProject } from "../support/projects.js";
import { finding, validated } from "./support/validated.js";

jest.setTimeout(120_000);

const EXAMPLE = "1b3d7d4e-0c7c-4f4f-9d3e-3f5b8a0c2d11";
const ANY_GUID = /"guid": "[0-9a-f-]{36}"/;
const OWN = "7c1d2f0e-5b0a-4c52-9a57-3f8e6d1b9c25";

/** A class that the sources show, and that is what the entry runs. */
const inSource = (name: string): string =>
  `import { GalaxyPlugin } from "@galaxy-kit/sdk";\n\n@GalaxyPlugin({})\nexport class ${name} {}\n`;

it("finds nothing in an integration that is as it should be", async () => {
  const { code, said } = await validated(new AuthorProject().dir, ["--strict"]);
  expect({ code, said }).toEqual({ code: 0, said: "Nothing was found.\n" });
});

describe("a project has one finding for each mistake:", () => {
  it.each<[what: string, spoil: (project: AuthorProject) => unknown, told: string]>([
    [
      "a package.json that lacks something",
      (project) => project.describe({ version: "one" }),
      finding("package.json:3:3", "error", "package-json", 'version is "one"', 'Write a version such as "1.2.0".'),
    ],
    [
      "a package.json that is no JSON",
      (project) => project.write("package.json", '{\n  "name": "shelf",\n  "version": \n}\n'),
      finding("package.json:4:1", "error", "package-json", "is no JSON: value expected", "Correct it there."),
    ],
    [
      "a package.json that is no JSON, of a project that is compiled",
      (project) => project.write("package.json", '{\n  "name": "shelf",,\n}\n').write("tsconfig.json", "{}"),
      finding("package.json:2:19", "error", "package-json", "is no JSON: property name expected", "Correct it there."),
    ],
    [
      "an entry that is not there",
      (project) => project.describe({ galaxyKit: { guid: OWN, entry: "out/shelf.js" } }),
      finding(
        "package.json:10:5",
        "error",
        "entry",
        "the entry out/shelf.js is not there after the build",
        'Name the JavaScript file to start: "galaxyKit": { "entry": "dist/main.js" }.',
      ),
    ],
    [
      "two integrations in one",
      (project) =>
        project
          .write("src/one.ts", inSource("One"))
          .write("src/two.ts", inSource("Two"))
          .write("test/three.ts", inSource("Three")),
      finding(
        "src/two.ts:4:14",
        "error",
        "one-plugin",
        "Two carries @GalaxyPlugin(), and so does One (src/one.ts:4)",
        "Keep one of them; each integration is a project of its own.",
      ),
    ],
    [
      "no login",
      (project) =>
        project
          .write("dist/main.js", shelf.replace(/Authenticate\(\)\(.*/, ""))
          .write("src/main.ts", inSource("ShelfPlugin")),
      finding(
        "src/main.ts:4:14",
        "error",
        "definition",
        "ShelfPlugin: no method has @Authenticate(), so GALAXY could never connect",
        'Add one. Without accounts: @Authenticate() login() { return { userId: "local", userName: "Me" }; }',
      ),
    ],
    [
      "a platform that GALAXY does not know",
      (project) =>
        project
          .write("dist/main.js", shelf.replace("Platform.Test", '"stem"'))
          .write("src/main.ts", inSource("ShelfPlugin")),
      finding(
        "src/main.ts:4:14",
        "error",
        "definition",
        'ShelfPlugin: GALAXY does not know the platform "stem" and would ignore the integration',
        "Use a member of Platform, such as @GalaxyPlugin({ platform: Platform.Generic }).",
      ),
    ],
    [
      "modules that fail when they are loaded",
      (project) => project.write("dist/main.js", `const books = undefined;\nbooks.open();\n${shelf}`),
      finding(
        "dist/main.js:2",
        "error",
        "definition",
        "TypeError: Cannot read properties of undefined (reading 'open')",
        "It is thrown while the modules are loaded: correct it there.",
      ),
    ],
    [
      "an entry that runs no integration",
      (project) => project.write("dist/main.js", "").write("src/main.ts", ""),
      finding(
        "src/main.ts",
        "error",
        "definition",
        "The entry of the project runs no integration: it has to call `await runPlugin(YourPlugin)`.",
        "Write: await runPlugin(YourPlugin);",
      ),
    ],
    [
      "a native addon",
      (project) =>
        project
          .describe({ dependencies: { fast: "1.0.0" } })
          .begin('import "fast";')
          .dependsOn("fast", 'try { module.exports = require("./build/fast.node"); } catch {}'),
      finding(
        "package.json:13:5",
        "error",
        "bundles",
        'the package fast has a native addon ("./build/fast.node" in node_modules/fast@1.0.0/index.js)',
        "A bundle has no native addons: use a package that is JavaScript or WebAssembly only.",
      ),
    ],
    [
      "assets that are not there",
      (project) => project.describe({ galaxyKit: { guid: OWN, assets: ["icons"] } }),
      finding(
        "package.json:10:5",
        "error",
        "assets",
        "galaxyKit.assets names icons, which is not there",
        "List files and folders that are in the project; links are none.",
      ),
    ],
    [
      "files that would not ship",
      (project) =>
        project
          .write("words.txt", "tide")
          .write("src/words.ts", 'const words =\n  new URL("../words.txt", import.meta.url);\n')
          .write("src/none.ts", 'const none = new URL("../not-there.txt", import.meta.url);\n'),
      finding(
        "src/words.ts:2:3",
        "error",
        "unshipped-files",
        "words.txt is read from beside the code, and would not ship",
        'Add it to package.json: "galaxyKit": { "assets": ["words.txt"] }.',
      ),
    ],
    [
      "a token that is known by its form",
      (project) =>
        project.write(
          "src/api.ts",
          `export const header = "${["ghp", "wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx"].join("_")}";\n`,
        ),
      finding(
        "src/api.ts:1:24",
        "error",
        "secrets",
        "this looks like a secret (github token), which everybody can read who has the file",
        "Take it out, and make it invalid where it came from. Users bring their own: ask for it in the login.",
      ),
    ],
    [
      "a value that nobody has thought of under the name of a secret",
      (project) =>
        project
          .write("src/api.ts", 'const API_KEY = "9f3b7c21e8d04a56b1c7";\nconst token = "the-token-of-a-test";\n')
          .write(".env", "API_KEY='9f3b7c21e8d04a56b1c7'"),
      finding(
        "src/api.ts:1:7",
        "error",
        "secrets",
        "this looks like a secret (the value of API_KEY), which everybody can read who has the file",
        "Take it out, and make it invalid where it came from. Users bring their own: ask for it in the login.",
      ),
    ],
  ])("%s", async (_what, spoil, told) => {
    const project = new AuthorProject();
    spoil(project);
    expect(await validated(project.dir)).toEqual({ code: 1, said: `${told}1 error\n` });
  });

  it.each<[what: string, spoil: (project: AuthorProject) => unknown, told: string]>([
    [
      "a platform that is none",
      (project) =>
        project
          .write("dist/main.js", shelf.replace("Platform.Test", "Platform.Unknown"))
          .write("src/main.ts", inSource("ShelfPlugin")),
      finding(
        "src/main.ts:4:14",
        "warning",
        "platform",
        'the platform "unknown" is none',
        "Write that of your shop, or Platform.Generic where GALAXY has none for it.",
      ),
    ],
    [
      "nothing to show",
      (project) =>
        project
          .write("dist/main.js", shelf.replace(/OwnedGames\(\)\(.*/, ""))
          .write("src/main.ts", inSource("ShelfPlugin")),
      finding(
        "src/main.ts:4:14",
        "warning",
        "features",
        "no feature is announced: GALAXY has nothing to show but a login",
        "Decorate a method, such as with @OwnedGames(), and name its class among the services of @GalaxyPlugin().",
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
      finding(
        "package.json:1:1",
        "warning",
        "package-json",
        "begins with a byte order mark, which not every program understands",
        "Save it as UTF-8 without one.",
      ),
    ],
    [
      "nobody to turn to",
      (project) => project.describe({ author: "Ada", homepage: undefined }),
      finding(
        "package.json:5:3",
        "warning",
        "contact",
        "there is neither a homepage, nor a repository on GitHub, nor an e-mail address",
        'Write "homepage": "https://…", or an author such as "Name <name@example.org>".',
      ),
    ],
    [
      "a feature that cannot show without another one",
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
      finding(
        "src/main.ts:4:14",
        "warning",
        "features",
        "LaunchGame is announced without ImportInstalledGames: GALAXY offers that for installed games only",
        "Add a method with @LocalGames().",
      ),
    ],
  ])("%s", async (_what, spoil, told) => {
    const project = new AuthorProject();
    spoil(project);
    expect(await validated(project.dir)).toEqual({ code: 0, said: `${told}1 warning\n` });
  });

  it("a large bundle", async () => {
    const project = new AuthorProject().dependsOn("large", `exports.data = "${"x".repeat(6_000_000)}";`);
    project.begin('import { data } from "large"; console.error(data.length);');
    const { said } = await validated(project.dir);
    expect(said).toMatch(
      /^package\.json:1:1 {2}warning {2}the bundle has 6\.\d MB, all of which is read at each start\n {2}└ .* {2}\[bundle-size\]\n\n1 warning\n$/,
    );
  });

  it("errors of its compiler, and nothing that follows from them", async () => {
    const project = TestProject.typeScript();
    try {
      project.version('"one"');
      const { said } = await validated(project.dir);
      expect(said).toContain(
        finding(
          "src/main.ts:16:13",
          "error",
          "compiles",
          "Type 'string' is not assignable to type 'number'.",
          "Correct it (TS2322); what needs a build is not looked at before.",
        ),
      );
      expect(said).not.toMatch(/\[(?:entry|definition|bundles)\]/);
    } finally {
      project.destroy();
    }
  });

  it("what its decorators and its constructors say, at the line of the source", async () => {
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
        said:
          finding(
            "src/main.ts:8:13",
            "error",
            "definition",
            "ShelfPlugin: constructor parameter #0 (books) needs Books, but nothing provides it",
            "Add @Service() to class Books, or add { provide: Books, useClass: … } to the providers of @GalaxyPlugin().",
          ) +
          finding(
            "src/main.ts:15:9",
            "error",
            "definition",
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
      "is not that of an example",
      { galaxyKit: { guid: EXAMPLE } },
      `the guid ${EXAMPLE} is that of an example: GALAXY takes two integrations with one guid for the same\n  └ Write a new one: "guid": "`,
    ],
    [
      "is there",
      { galaxyKit: {} },
      'there is no galaxyKit.guid, without which an integration cannot be installed\n  └ Write a new one: "galaxyKit": { "guid": "',
    ],
  ])("%s", async (_what, change, message) => {
    const { code, said } = await validated(new AuthorProject().describe(change).dir);
    expect(code).toBe(1);
    expect(said).toContain(`  error  ${message}`);
    expect(said).toMatch(ANY_GUID);
    expect(said).toMatch(/\n1 error\n$/);
  });

  it("is said once", async () => {
    const project = new AuthorProject().write(
      "dist/main.js",
      shelf.replace("Platform.Test", `Platform.Test, guid: "${EXAMPLE}"`),
    );
    expect((await validated(project.dir)).said).toContain(
      `galaxyKit.guid is ${OWN}, and @GalaxyPlugin() says ${EXAMPLE}\n  └ Keep one of them.  [guid]`,
    );
  });
});

describe("the outcome", () => {
  it("is JSON, with the places in the folder", async () => {
    const project = new AuthorProject().describe({ version: "one" });
    const { code, said } = await validated(project.dir, ["--json"]);
    expect(code).toBe(1);
    expect(JSON.parse(said)).toEqual({
      folder: project.dir,
      findings: [
        {
          rule: "package-json",
          severity: "error",
          file: "package.json",
          line: 3,
          column: 3,
          message: 'version is "one"',
          suggestion: 'Write a version such as "1.2.0".',
        },
      ],
      errors: 1,
      warnings: 0,
    });
  });

  it("is a failure for a warning where it is strict", async () => {
    const project = new AuthorProject().describe({ author: "Ada", homepage: undefined });
    expect(await validated(project.dir, ["--strict"])).toMatchObject({
      code: 1,
      said: expect.stringMatching(/\n1 warning\n$/),
    });
  });

  it.each([
    [["nowhere"], "There is no folder nowhere.\n"],
    [["package.json"], "package.json is a file: name the folder of an integration.\n"],
  ])("is a mistake of the command line for %j", async (args, message) => {
    const { code, stderr } = await Program.run(["validate", ...args], { cwd: new AuthorProject().dir });
    expect({ code, stderr }).toEqual({ code: 2, stderr: message });
  });
});

describe("bad input is a finding, and never a crash:", () => {
  it("an empty folder", async () => {
    const { code, said } = await validated(newFolder());
    expect(code).toBe(1);
    expect(said).toContain("package.json  error  is not there, and neither is a manifest.json");
  });

  it("a package.json that is a folder", async () => {
    const project = new AuthorProject();
    rmSync(join(project.dir, "package.json"));
    mkdirSync(join(project.dir, "package.json"));
    expect((await validated(project.dir)).said).toContain("package.json  error  cannot be read: EISDIR");
  });

  it.each(["[]", '"shelf"', "null", "{}", "", '{"galaxyKit": 7, "version": {"x": [1]}}'])(
    "a package.json with %j",
    async (content) => {
      expect((await validated(new AuthorProject().write("package.json", content).dir)).code).toBe(1);
    },
  );

  it("a package.json of a size that nobody reads", async () => {
    const project = new AuthorProject().write("package.json", JSON.stringify({ name: "x".repeat(2_000_000) }));
    expect((await validated(project.dir)).said).toContain("package.json  error  has 2000011 bytes");
  });

  it("links that lead in a circle, and files that are no text", async () => {
    const project = new AuthorProject().describe({ galaxyKit: { guid: OWN, assets: ["icons"] } });
    mkdirSync(join(project.dir, "icons"));
    symlinkSync("..", join(project.dir, "icons", "up"), "junction");
    writeFileSync(join(project.dir, "icons", "book.ts"), Buffer.from([0, 255, 254, 0]));
    writeFileSync(join(project.dir, "broken.ts"), "class { @@ ");
    const { code, said } = await validated(project.dir);
    expect(code).toBe(1);
    expect(said).toContain("galaxyKit.assets icons/up is neither a file nor a folder");
  });
});
