import { existsSync } from "node:fs";
import { join } from "node:path";
import { newFolder } from "@galaxy-kit/test-support/jest";
import { describe, expect, it, jest } from "@jest/globals";
import { useBundledFramework } from "../support/framework.js";
import { runInProcess } from "../support/in-process.js";
import { TestProject } from "../support/projects.js";
import { AuthorProject, shelf } from "./support/author-project.js";

jest.setTimeout(120_000);
useBundledFramework();

/** Returns the refusal of a project, which contains no stack trace of the command itself. */
async function refusalOf(project: AuthorProject): Promise<string> {
  const { code, stdout, stderr } = await project.pack();
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(existsSync(join(project.dir, "packed"))).toBe(false);
  expect(stderr).not.toMatch(/CommandError|packages\/cli/);
  return stderr;
}

describe("galaxy-kit pack refuses", () => {
  it.each([
    [["--target", "win-x46"], "Unknown target 'win-x46'. Did you mean win-x64?"],
    [["--target", "linux-x64", "--no-runtime"], "Use either --target or --no-runtime, not both"],
    [["--tragets", "x"], "Unknown option '--tragets'."],
  ])("the arguments %j", async (args, message) => {
    const { code, stderr } = await new AuthorProject().pack(args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it("a folder that is not a project", async () => {
    const { code, stderr } = await runInProcess(["pack", newFolder()]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/has no package\.json\. Specify the folder of a project\.\n$/);
  });

  it("an invalid package.json, with every problem", async () => {
    const project = new AuthorProject().writePackageJson({
      version: "one",
      author: undefined,
      homepage: "example",
      galaxyKit: { guid: "?", assets: ["../secret"] },
    });
    const message = await refusalOf(project);
    expect(message).toContain(
      'package.json  error  version: invalid value "one"\n    └ Set it to a version such as "1.2.0".',
    );
    expect(message).toContain("package.json  error  author: missing");
    expect(message).toContain("package.json  error  homepage:");
    expect(message).toContain("package.json  error  galaxyKit.guid:");
    expect(message).toContain(
      'galaxyKit.assets: invalid value ["../secret"]\n    └ Set it to a list of files and folders in the project, such as ["icons"].',
    );
  });

  it("an integration without a guid, and suggests one", async () => {
    const message = await refusalOf(new AuthorProject().writePackageJson({ galaxyKit: {} }));
    expect(message).toMatch(
      /galaxyKit\.guid: missing; an integration without a guid cannot be installed\n.* "galaxyKit": \{ "guid": "[0-9a-f-]{36}" \}/,
    );
  });

  it("two different guids", async () => {
    const project = new AuthorProject();
    project.write(
      "dist/main.js",
      shelf.replace("Platform.Test", 'Platform.Test, guid: "1b3d7d4e-0c7c-4f4f-9d3e-3f5b8a0c2d11"'),
    );
    expect(await refusalOf(project)).toContain(
      "@GalaxyPlugin() of ShelfPlugin sets 1b3d7d4e-0c7c-4f4f-9d3e-3f5b8a0c2d11\n    └ Keep one of them.",
    );
  });

  it("an invalid plugin definition", async () => {
    const project = new AuthorProject().write("dist/main.js", shelf.replace(/Authenticate\(\)\(.*/, ""));
    expect(await refusalOf(project)).toMatch(/cannot start:[^]*no method has @Authenticate\(\)/);
  });

  it("an entry that does not run an integration", async () => {
    const project = new AuthorProject().write("dist/main.js", "export const shelf = 1;");
    expect(await refusalOf(project)).toContain("entry: does not run an integration");
  });

  it("modules that use each other while loading", async () => {
    const project = new AuthorProject();
    project.write("dist/a.js", 'import { B } from "./b.js";\nexport class A { b = B; }');
    project.write("dist/b.js", 'import { A } from "./a.js";\nexport class B extends A {}');
    expect(await refusalOf(project.prepend('import "./a.js";'))).toMatch(
      /b\.js:2\n[^]*Cannot access 'A' before initialization/,
    );
  });

  it("a module with top-level await", async () => {
    const project = new AuthorProject().write("dist/books.js", "export const books = await Promise.resolve([]);");
    expect(await refusalOf(project.prepend('import "./books.js";'))).toMatch(
      / {2}error {2}only the entry may use await outside functions \(dist\/books\.js:1\)\n/,
    );
  });

  it("an import of something that a module does not export, with its place", async () => {
    const project = new AuthorProject()
      .write("dist/books.js", "export const books = [];")
      .write("dist/later.js", '\nimport { shelves } from "./books.js";\nconsole.log(shelves);');
    expect(await refusalOf(project.prepend('if (process.argv0 === "") import("./later.js");'))).toContain(
      '  error  "shelves" is not exported by "dist/books.js" (dist/later.js:2)\n',
    );
  });

  it("native addons, files that are chosen at run time, and imports that are not installed, unless they are optional, all at once", async () => {
    const project = new AuthorProject()
      .dependsOn("fast", 'try { module.exports = require("./build/fast.node"); } catch {}')
      .dependsOn("faster", 'exports.load = () => require("bindings")("faster.node");')
      .dependsOn("words", 'exports.words = (name) => require("./lang/" + name);')
      .dependsOn("part", 'exports.later = () => require("whole"); try { require("optional"); } catch {}');
    const message = await refusalOf(project.prepend('import "fast"; import "faster"; import "words"; import "part";'));
    expect(message).toContain('fast: loads a native addon ("./build/fast.node" in node_modules/fast@1.0.0/index.js)');
    expect(message).toContain('faster: loads a native addon ("bindings" in node_modules/faster@1.0.0/index.js)');
    expect(message).toContain(
      'words: chooses one of its own files at run time (require("./lang/" + name) in node_modules/words@1.0.0/index.js:1)',
    );
    expect(message).toMatch(/ {2}Could not resolve 'whole'.*\n.*to the dependencies/);
    expect(message).not.toContain("optional");
  });

  it("an integration that starts only in its project, with the stack trace", async () => {
    const project = new AuthorProject().write("books.txt", "Tide");
    project.prepend('import { readFileSync } from "node:fs";\nreadFileSync(new URL("../books.txt", import.meta.url));');
    const message = await refusalOf(project);
    expect(message).toMatch(/The packed integration cannot start:\n[^]*ENOENT[^]*books\.txt[^]*plugin\.cjs/);
    expect(message).toContain("only galaxyKit.assets are next to it");
  });

  it("assets that do not exist or have a reserved name", async () => {
    const assets = ["icons", "./node/extra.txt"];
    const message = await refusalOf(
      new AuthorProject().writePackageJson({ galaxyKit: { guid: "7c1d2f0e-5b0a-4c52-9a57-3f8e6d1b9c25", assets } }),
    );
    expect(message).toContain("galaxyKit.assets: icons does not exist");
    expect(message).toContain("galaxyKit.assets: node/extra.txt has a name that every package uses for another file");
  });

  it("assets that Windows cannot store", async () => {
    if (process.platform === "win32") return;
    const project = new AuthorProject().writePackageJson({
      galaxyKit: { guid: "7c1d2f0e-5b0a-4c52-9a57-3f8e6d1b9c25", assets: ["icons", "Plugin.PY"] },
    });
    for (const file of ["icons/aux.png", "icons/a:b", "icons/A.png", "icons/a.png", "Plugin.PY"])
      project.write(file, "");
    const message = await refusalOf(project);
    expect(message).toContain("icons/aux.png has the name of a Windows device");
    expect(message).toContain("icons/a:b has a character in its name that Windows does not allow");
    expect(message).toMatch(/icons\/[aA]\.png and icons\/[aA]\.png are the same file/);
    expect(message).toContain("Plugin.PY has a name that every package uses for another file");
  });

  it("secrets in shipped files", async () => {
    const project = new AuthorProject().writePackageJson({
      galaxyKit: { guid: "7c1d2f0e-5b0a-4c52-9a57-3f8e6d1b9c25", assets: ["build"] },
    });
    project.write("build/.env", "USER=me").write("build/config.json", '{ "api_key": "9f3b7c21e8d04a56b1c7" }');
    const message = await refusalOf(project);
    expect(message).toMatch(/\.env {2}error {2}this file ships to every user/);
    expect(message).toMatch(/config\.json:1:\d+ {2}error {2}this looks like a secret/);
  });

  it("a package name that is not a valid file name", async () => {
    expect(await refusalOf(new AuthorProject().writePackageJson({ name: "../../evil" }))).toContain(
      'package.json  error  name: invalid value "../../evil"',
    );
  });

  it("an output folder that is a file, without a stack trace", async () => {
    const { code, stderr } = await new AuthorProject().write("file", "").pack(["--no-runtime", "--out", "file"]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Cannot write to .*file: EEXIST: .*file'\. Choose another folder with --out\.\n$/m);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it("a package name that contains a system", async () => {
    expect(await refusalOf(new AuthorProject().writePackageJson({ name: "windows-games" }))).toContain(
      "name: windows-games contains the name of a system",
    );
  });

  it("TypeScript that does not compile, with the output of the compiler", async () => {
    const project = TestProject.unbuiltTypeScript();
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

it("warns about modules that are chosen at run time or import each other", async () => {
  const project = new AuthorProject().dependsOn("open", "exports.load = (name) => require(name);");
  project
    .write("dist/a.js", 'import { b } from "./b.js";\nexport const a = () => b;')
    .write("dist/b.js", 'import { a } from "./a.js";\nexport const b = () => a;');
  project.prepend('import "open"; import { a } from "./a.js"; a();');
  const { code, stdout } = await project.pack(["--no-runtime", "--dry-run"]);
  expect(code).toBe(0);
  expect(stdout).toContain(
    "warning  open: chooses a module at run time (require(name) in node_modules/open@1.0.0/index.js:1)",
  );
  expect(stdout).toContain("warning  modules import each other: dist/a.js → dist/b.js → dist/a.js");
});
