/** @registry */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { type ESTree, parseSync, Visitor } from "rolldown/utils";
import { Program } from "../support/program.js";
import { Registry } from "./support/registry.js";
import { packAll, published, type Tarball } from "./support/tarballs.js";
import { describeWithRegistry, UserMachine } from "./support/user-machine.js";

jest.setTimeout(300_000);

/** Returns the packages that a module imports, statically or dynamically, as types or values. */
function importsOf(path: string, text: string): string[] {
  const names: string[] = [];
  const add = ({ source }: { readonly source: ESTree.Node | null }): void => {
    if (source?.type === "Literal" && typeof source.value === "string") names.push(source.value);
  };
  const visitor = new Visitor({
    ImportDeclaration: add,
    ExportAllDeclaration: add,
    ExportNamedDeclaration: add,
    ImportExpression: add,
    TSImportType: add,
  });
  visitor.visit(parseSync(path, text).program);
  return names.filter((name) => !/^(\.|node:)/.test(name)).map((name) => /^(@[^/]+\/)?[^/]+/.exec(name)![0]);
}

describeWithRegistry("The published packages", () => {
  let tarballs: readonly Tarball[];
  let registry: Registry | undefined;
  let machine: UserMachine | undefined;
  const user = () => machine!;
  const tarballOf = (name: string): Tarball => tarballs.find(({ manifest }) => manifest.name === name)!;

  beforeAll(async () => {
    const destination = mkdtempSync(join(tmpdir(), "galaxy-kit-tarballs-"));
    tarballs = await packAll(destination).finally(() => rmSync(destination, { recursive: true }));
    registry = await Registry.serve(tarballs);
    machine = new UserMachine(registry.url);
  });

  afterAll(() => {
    machine?.remove();
    registry?.close();
  });

  describe.each(published())("%s", (name) => {
    it("has a description, a license, and the systems that it supports", () => {
      const { manifest, files } = tarballOf(name);
      expect(manifest).toMatchObject({
        license: "MIT",
        engines: { node: ">=20.19" },
        publishConfig: { access: "public" },
      });
      expect(JSON.stringify(manifest)).not.toContain("workspace:");
      expect(files.get("LICENSE")).toMatch(/^MIT License/);
      expect(files.get("README.md")).toContain(`# ${name}\n`);
    });

    it("contains nothing that only its developers need", () => {
      const paths = [...tarballOf(name).files.keys()];
      expect(paths.filter((path) => /tsbuildinfo|__pycache__|node_modules|^test|\.log$/.test(path))).toEqual([]);
    });

    it("contains the sources next to the build output, so that editors can navigate to them", () => {
      const { files } = tarballOf(name);
      const sourcesOf = (map: string): string[] => {
        const { sources } = JSON.parse(files.get(map) ?? "{}") as { readonly sources?: readonly string[] };
        return (sources ?? []).map((path) => posix.join(map, "..", path));
      };
      // A declaration of a module of someone else has no output.
      for (const source of [...files.keys()].filter((path) => /^src\/.*(?<!\.d)\.ts$/.test(path))) {
        const map = source.replace(/^src/, "dist").replace(/\.ts$/, ".d.ts.map");
        expect({ map, sources: sourcesOf(map) }).toEqual({ map, sources: [source] });
      }
      for (const entry of ["dist/index.js", "dist/main.js"].filter((path) => files.has(path))) {
        expect([...files.keys()]).toContain(`${entry}.map`);
      }
      const maps = [...files.keys()].filter((path) => /^dist\/.*\.js\.map$/.test(path));
      expect(maps.flatMap(sourcesOf).filter((source) => !files.has(source))).toEqual([]);
    });

    it("depends on every package that it imports", () => {
      const { manifest, files } = tarballOf(name);
      const modules = [...files].filter(([path]) => /^(src|bin)\/.*\.(ts|mjs)$/.test(path));
      const imported = new Set(modules.flatMap(([path, text]) => importsOf(path, text)));
      const resolvable = new Set([name, ...Object.keys(manifest.dependencies ?? {})]); // A package resolves its own name.
      expect([...imported].filter((dependency) => !resolvable.has(dependency))).toEqual([]);
    });
  });

  it("include the licenses of the packages that are bundled into the page", () => {
    expect(tarballOf("@galaxy-kit/console-page").files.get("dist/THIRD_PARTY_LICENSES.md")).toMatch(
      /react-dom[^]*Permission is hereby granted/,
    );
  });

  describe("in a folder outside the workspace", () => {
    beforeAll(async () => {
      const answers = '--template full --name Shelf --platform itch --author "Ada <ada@example.org>"';
      await user().run(`npm create --yes @galaxy-kit my-shelf -- ${answers}`, { cwd: user().folder });
    });

    it("create an integration that passes its tests, is valid, runs in the simulated client, and can be packed", async () => {
      expect(await user().run("npm test")).toMatch(/^# fail 0$/m);
      expect(await user().run("npm run --silent validate -- --strict")).toBe("No problems found.\n");
      expect(JSON.parse(await user().run("npm run --silent dev -- --once --json"))).toMatchObject({
        platform: "itch",
        games: [{ gameTitle: "Moth and Lamp" }, { gameTitle: "Tide of Embers" }],
      });
      await user().run("npm run pack -- --no-runtime");
      expect(readdirSync(join(user().project, "packed"))).toEqual(["my-shelf-0.1.0_windows_macos.zip"]);
    });

    it("show that integration on the page", async () => {
      const command = join(user().project, "node_modules/@galaxy-kit/cli/bin/galaxy-kit.mjs");
      const program = new Program(["dev", "--no-open"], { command, cwd: user().project, env: user().env });
      try {
        const [url] = await program.shows(/http:\/\/127\.0\.0\.1:\d+\/[\w-]+\//);
        expect(await (await fetch(url)).text()).toContain('<script type="module"');
        program.signal("SIGTERM");
        await program.exitCode();
      } finally {
        await program.destroy();
      }
    });

    describe("with other versions of their dependencies", () => {
      beforeAll(async () => {
        // The template does not use all of them.
        await user().run(`npm install tsyringe@4.9.1 reflect-metadata@0.1.14 ${published().join(" ")}`);
      });

      it("work", async () => {
        expect(await user().run("npm test")).toMatch(/^# fail 0$/m);
      });

      it.each([
        ["node16", "node16", true],
        ["preserve", "bundler", true],
        // The declarations themselves need to be checked only once.
        ["nodenext", "nodenext", false],
      ])("have types for module %s with %s resolution", async (module, moduleResolution, skipLibCheck) => {
        const entryPoints = published().filter((name) => tarballOf(name).files.has("dist/index.d.ts"));
        const imports = entryPoints.map((name, index) => `import * as entry${index} from ${JSON.stringify(name)};`);
        // Without types, there would be no errors at all.
        const mistakes = entryPoints.map((_name, index) => `// @ts-expect-error\nentry${index}.isNotThere;`);
        user().write("consumer/index.ts", [...imports, ...mistakes].join("\n"));
        const compilerOptions = {
          module,
          moduleResolution,
          skipLibCheck,
          skipDefaultLibCheck: true,
          target: "es2022",
          types: ["node"],
          strict: true,
          noEmit: true,
        };
        user().write("consumer/tsconfig.json", JSON.stringify({ compilerOptions }));
        const output = await user()
          .run("node node_modules/typescript/bin/tsc --singleThreaded --project consumer")
          .catch((error: unknown) => (error as Error).message);
        // Errors in the types of other packages are not ours to fix.
        expect(
          output.split("\n").filter((line) => /^(consumer|node_modules\/@galaxy-kit)\/|^error/.test(line)),
        ).toEqual([]);
      });
    });
  });
});
