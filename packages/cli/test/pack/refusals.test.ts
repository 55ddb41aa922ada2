import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, jest } from "@jest/globals";
import { runInProcess } from "../support/in-process.js";
import { Program } from "../support/program.js";
import { TestProject } from "../support/projects.js";
import { AuthorProject, newFolder, shelf } from "./support/author-project.js";

jest.setTimeout(120_000);

/** What the command says about a project that it does not pack: no trace of the command's own. */
async function refusalOf(project: AuthorProject): Promise<string> {
  const { code, stdout, stderr } = await project.pack();
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(existsSync(join(project.dir, "packed"))).toBe(false);
  expect(stderr).not.toMatch(/CommandError|packages\/cli/);
  return stderr;
}

describe("galaxy-kit pack refuses", () => {
  it.each([
    [["--target", "win-x46"], "There is no target 'win-x46'. Did you mean win-x64?"],
    [["--target", "linux-x64", "--no-runtime"], "use one of them"],
    [["--tragets", "x"], "Unknown option '--tragets'."],
  ])("the command line %j", async (args, message) => {
    const { code, stderr } = await new AuthorProject().pack(args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it("a folder that is no project", async () => {
    const { code, stderr } = await Program.run(["pack", newFolder()]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/has no package\.json: pack works on the project of an integration\.\n$/);
  });

  it("a package.json that says too little, with everything that is missing", async () => {
    const project = new AuthorProject().describe({
      version: "one",
      author: undefined,
      homepage: "example",
      galaxyKit: { guid: "?", assets: ["../secret"] },
    });
    const said = await refusalOf(project);
    expect(said).toContain('package.json: version: expected a version such as "1.2.0", found "one"');
    expect(said).toContain("package.json: author: expected whom the user sees as the author");
    expect(said).toContain("package.json: homepage:");
    expect(said).toContain("package.json: galaxyKit.guid:");
    expect(said).toContain(
      'package.json: galaxyKit.assets: expected a list of files and folders in the project, such as ["icons"], found ["../secret"]',
    );
  });

  it("an integration without a guid, and proposes one", async () => {
    const said = await refusalOf(new AuthorProject().describe({ galaxyKit: {} }));
    expect(said).toMatch(
      /galaxyKit\.guid: an integration needs one to be installed; a new one: "galaxyKit": \{ "guid": "[0-9a-f-]{36}" \}/,
    );
  });

  it("two guids", async () => {
    const project = new AuthorProject();
    project.write(
      "dist/main.js",
      shelf.replace("Platform.Test", 'Platform.Test, guid: "1b3d7d4e-0c7c-4f4f-9d3e-3f5b8a0c2d11"'),
    );
    expect(await refusalOf(project)).toContain(
      "@GalaxyPlugin() of ShelfPlugin says 1b3d7d4e-0c7c-4f4f-9d3e-3f5b8a0c2d11: keep one of them",
    );
  });

  it("an integration that is not wired correctly", async () => {
    const project = new AuthorProject().write("dist/main.js", shelf.replace(/Authenticate\(\)\(.*/, ""));
    expect(await refusalOf(project)).toMatch(/cannot be started:[^]*no method has @Authenticate\(\)/);
  });

  it("an entry that runs no integration", async () => {
    const project = new AuthorProject().write("dist/main.js", "export const shelf = 1;");
    expect(await refusalOf(project)).toContain("The entry of the project runs no integration");
  });

  it("modules that need each other before they are there", async () => {
    const project = new AuthorProject();
    project.write("dist/a.js", 'import { B } from "./b.js";\nexport class A { b = B; }');
    project.write("dist/b.js", 'import { A } from "./a.js";\nexport class B extends A {}');
    expect(await refusalOf(project.begin('import "./a.js";'))).toMatch(
      /b\.js:2\n[^]*Cannot access 'A' before initialization/,
    );
  });

  it("a module that waits for something while it is loaded", async () => {
    const project = new AuthorProject().write("dist/books.js", "export const books = await Promise.resolve([]);");
    expect(await refusalOf(project.begin('import "./books.js";'))).toMatch(
      /Only the entry may wait \(await\) outside of functions[^]*books\.js/,
    );
  });

  it("native addons, and says whose", async () => {
    const project = new AuthorProject();
    project.dependsOn("fast", 'try { module.exports = require("./build/fast.node"); } catch {}');
    project.dependsOn("faster", 'exports.load = () => require("bindings")("faster.node");');
    const said = await refusalOf(project.begin('import "fast"; import "faster";'));
    expect(said).toContain(
      'the package fast has a native addon ("./build/fast.node" in node_modules/fast@1.0.0/index.js)',
    );
    expect(said).toContain('the package faster has a native addon ("bindings" in node_modules/faster@1.0.0/index.js)');
  });

  it("files of a package that are chosen at run time", async () => {
    const project = new AuthorProject().dependsOn("words", 'exports.words = (name) => require("./lang/" + name);');
    expect(await refusalOf(project.begin('import "words";'))).toContain(
      'the package words chooses one of its files at run time (require("./lang/" + name) in node_modules/words@1.0.0/index.js:1)',
    );
  });

  it("imports of what is not installed, unless the code can do without it", async () => {
    const project = new AuthorProject();
    project.dependsOn("part", 'exports.later = () => require("whole"); try { require("optional"); } catch {}');
    const said = await refusalOf(project.begin('import "part";'));
    expect(said).toMatch(/'whole'.*among the dependencies/);
    expect(said).not.toContain("optional");
  });

  it("what starts in the project only, with the trace", async () => {
    const project = new AuthorProject().write("books.txt", "Tide");
    project.begin('import { readFileSync } from "node:fs";\nreadFileSync(new URL("../books.txt", import.meta.url));');
    const said = await refusalOf(project);
    expect(said).toMatch(/The packed integration does not start:\n[^]*ENOENT[^]*books\.txt[^]*plugin\.cjs/);
    expect(said).toContain("nothing but galaxyKit.assets lies beside it");
  });

  it("assets that are not there, or would take the place of something else", async () => {
    const assets = ["icons", "./node/extra.txt"];
    const said = await refusalOf(
      new AuthorProject().describe({ galaxyKit: { guid: "7c1d2f0e-5b0a-4c52-9a57-3f8e6d1b9c25", assets } }),
    );
    expect(said).toContain("package.json: galaxyKit.assets: names icons, which is not there");
    expect(said).toContain(
      "package.json: galaxyKit.assets: names node/extra.txt, which is the name of something else in every package",
    );
  });

  it("assets that no user could install", async () => {
    if (process.platform === "win32") return;
    const project = new AuthorProject().describe({
      galaxyKit: { guid: "7c1d2f0e-5b0a-4c52-9a57-3f8e6d1b9c25", assets: ["icons", "Plugin.PY"] },
    });
    for (const file of ["icons/aux.png", "icons/a:b", "icons/A.png", "icons/a.png", "Plugin.PY"])
      project.write(file, "");
    const said = await refusalOf(project);
    expect(said).toContain("names icons/aux.png, which has the name of a device on Windows");
    expect(said).toContain("names icons/a:b, which has a character in its name that no name can have on Windows");
    expect(said).toMatch(
      /has icons\/a\.png and icons\/A\.png, which are one|has icons\/A\.png and icons\/a\.png, which are one/,
    );
    expect(said).toContain("names Plugin.PY, which is the name of something else in every package");
  });

  it("secrets in what ships", async () => {
    const project = new AuthorProject().describe({
      galaxyKit: { guid: "7c1d2f0e-5b0a-4c52-9a57-3f8e6d1b9c25", assets: ["build"] },
    });
    project.write("build/.env", "USER=me").write("build/config.json", '{ "api_key": "9f3b7c21e8d04a56b1c7" }');
    const said = await refusalOf(project);
    expect(said).toMatch(/\.env {2}error {2}ships to every user, and files of this name are for secrets/);
    expect(said).toMatch(/config\.json:1:\d+ {2}error {2}this looks like a secret/);
  });

  it("a name that no file can have", async () => {
    expect(await refusalOf(new AuthorProject().describe({ name: "../../evil" }))).toContain(
      'package.json: name: expected a name for the package, such as "galaxy-itch", found "../../evil"',
    );
  });

  it("a place for the files that is none, without a trace", async () => {
    const { code, stderr } = await new AuthorProject()
      .write("file", "")
      .packAsProcess(["--no-runtime", "--out", "file"]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^The file system refuses it: EEXIST: .*file'\n$/m);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it("a name that GALAXY would take for that of a system", async () => {
    expect(await refusalOf(new AuthorProject().describe({ name: "windows-games" }))).toContain(
      "package.json: name: is windows-games",
    );
  });

  it("TypeScript that does not compile, with what the compiler says", async () => {
    const project = TestProject.typeScript();
    try {
      project.write(
        "package.json",
        JSON.stringify({
          name: "shelf",
          version: "1.0.0",
          author: "Ada",
          type: "module",
          galaxyKit: { entry: "lib/main.js" },
        }),
      );
      project.version('"one"');
      const { code, stderr } = await runInProcess(["pack"], { cwd: project.dir });
      expect(code).toBe(1);
      expect(stderr).toMatch(/cannot be built:\n.*src\/main\.ts:\d+:\d+ - error TS2322/);
    } finally {
      project.destroy();
    }
  });
});

it("warns of modules that are chosen at run time, as a user's own can be, and of those that import each other", async () => {
  const project = new AuthorProject().dependsOn("open", "exports.load = (name) => require(name);");
  project
    .write("dist/a.js", 'import { b } from "./b.js";\nexport const a = () => b;')
    .write("dist/b.js", 'import { a } from "./a.js";\nexport const b = () => a;');
  project.begin('import "open"; import { a } from "./a.js"; a();');
  const { code, stdout } = await project.pack(["--no-runtime", "--dry-run"]);
  expect(code).toBe(0);
  expect(stdout).toContain(
    "warning  the package open chooses a module at run time (require(name) in node_modules/open@1.0.0/index.js:1)",
  );
  expect(stdout).toContain("warning  these import each other: dist/a.js → dist/b.js → dist/a.js;");
});
