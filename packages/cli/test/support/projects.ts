import { execFileSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll } from "@jest/globals";
import { framework } from "./framework.js";

const root = fileURLToPath(new URL("../../../..", import.meta.url));

let built: TestProject | undefined;

afterAll(() => built?.destroy());

/** Compiles the project once for all tests of a file: compiling takes longer than most of the tests do. */
function builtProject(): TestProject {
  if (built) return built;
  const project = TestProject.unbuiltTypeScript();
  execFileSync(process.execPath, [join(root, "node_modules/typescript-native/bin/tsc"), "--build", project.dir]);
  return (built = project);
}

/** An integration, as an author has it on disk. */
export class TestProject {
  /** Its name has a space and a letter that is not ASCII. */
  readonly #base = realpathSync(mkdtempSync(join(tmpdir(), "galaxy kit é ")));
  readonly dir = join(this.#base, "shelf");
  /** Separates the client's stored state from the user's. */
  readonly env = {
    XDG_STATE_HOME: join(this.#base, "state"),
    LOCALAPPDATA: join(this.#base, "state"),
    HOME: this.#base,
  };

  /** A TypeScript project that was built into an unusual folder. */
  static typeScript(): TestProject {
    const project = new TestProject();
    cpSync(builtProject().dir, project.dir, { recursive: true, preserveTimestamps: true });
    return project;
  }

  /** The same project, not built yet. */
  static unbuiltTypeScript(): TestProject {
    const project = new TestProject();
    const compilerOptions = {
      target: "es2022",
      module: "nodenext",
      rootDir: "src",
      outDir: "lib",
      types: ["node"],
      strict: true,
      skipLibCheck: true,
      incremental: true,
      experimentalDecorators: true,
      emitDecoratorMetadata: true,
      useDefineForClassFields: false,
    };
    project.write(
      "package.json",
      JSON.stringify({ name: "shelf", type: "module", galaxyKit: { entry: "lib/main.js" } }),
    );
    project.write("tsconfig.json", JSON.stringify({ compilerOptions, include: ["src"] }));
    for (const name of ["kernel", "sdk"]) project.#link(`@galaxy-kit/${name}`, join(framework, name));
    project.#link("typescript", join(root, "node_modules/typescript-native"));
    project.#link("@types/node", join(root, "node_modules/@types/node"));
    project.version(1);
    return project;
  }

  static python(): TestProject {
    const project = new TestProject();
    cpSync(fileURLToPath(new URL("../fixtures/python-shelf", import.meta.url)), project.dir, { recursive: true });
    return project;
  }

  /** Writes the sources. Versions differ in a single number. */
  version(number: number | string): void {
    this.write(
      "src/main.ts",
      `
      import { runPlugin } from "@galaxy-kit/kernel";
      import { Authenticate, type Game, GalaxyPlugin, LicenseType, OwnedGames, Platform } from "@galaxy-kit/sdk";

      @GalaxyPlugin({ platform: Platform.Test })
      class ShelfPlugin {
        @Authenticate()
        login() { return { userId: "me", userName: "Me" }; }

        @OwnedGames()
        owned(): Game[] {
          return [{ gameId: "tide", gameTitle: "Tide", licenseInfo: { licenseType: LicenseType.SinglePurchase } }];
        }
      }

      const version: number = ${String(number)};
      console.error(\`version \${version} runs as process \${process.pid}.\`);
      await runPlugin(ShelfPlugin);
    `,
    );
  }

  /** Like {@link version}, for a file that was last modified at the given time. */
  versionOf(number: number, date: Date): void {
    const file = join(this.dir, "src", "main.ts");
    const draft = join(this.#base, "draft");
    writeFileSync(draft, readFileSync(file, "utf8").replace(/(const version: number = ).*;/, `$1${number};`));
    utimesSync(draft, date, date);
    renameSync(draft, file);
  }

  write(file: string, content: string): void {
    mkdirSync(dirname(join(this.dir, file)), { recursive: true });
    writeFileSync(join(this.dir, file), content);
  }

  replace(file: string, from: string, to: string): void {
    const content = readFileSync(join(this.dir, file), "utf8");
    if (!content.includes(from)) throw new Error(`${file} does not contain ${from}`);
    this.write(file, content.replace(from, to));
  }

  /** Makes the plugin in `src/main.ts` log in with a page of its platform. */
  needsLoginWindow(): void {
    this.replace(
      "src/main.ts",
      'login() { return { userId: "me", userName: "Me" }; }',
      `login() {
      return openLoginWindow({ windowTitle: "Log in", windowWidth: 9, windowHeight: 9, startUri: "https://shop.test/", endUriRegex: "^https://shop\\\\.test/done" });
    }

    @PassLoginCredentials()
    loggedIn() { return { userId: "me", userName: "Me" }; }`,
    );
    this.replace("src/main.ts", "OwnedGames, ", "openLoginWindow, OwnedGames, PassLoginCredentials, ");
  }

  destroy(): void {
    rmSync(this.#base, { recursive: true, force: true, maxRetries: 5 });
  }

  #link(name: string, target: string): void {
    const link = join(this.dir, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(target, link, "junction");
  }
}
