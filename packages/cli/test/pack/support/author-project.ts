import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { newFolder } from "@galaxy-kit/test-support/jest";
import { framework } from "../../support/framework.js";
import { runInProcess } from "../../support/in-process.js";
import { Program } from "../../support/program.js";

const packageJson = {
  name: "@me/shelf",
  version: "1.2.0",
  description: "Books as games",
  author: "Ada Lovelace <ada@example.org>",
  homepage: "https://example.org/shelf",
  type: "module",
  galaxyKit: { name: "The Shelf", guid: "7c1d2f0e-5b0a-4c52-9a57-3f8e6d1b9c25" },
};

/** A module as tsc emits it. */
export const shelf = `
import { runPlugin } from "@galaxy-kit/kernel";
import { Authenticate, GalaxyPlugin, OwnedGames, Platform } from "@galaxy-kit/sdk";

class ShelfPlugin {
  login() {
    return { userId: "me", userName: "Me" };
  }
  books() {
    return [];
  }
}
OwnedGames()(ShelfPlugin.prototype, "books", Object.getOwnPropertyDescriptor(ShelfPlugin.prototype, "books"));
Authenticate()(ShelfPlugin.prototype, "login", Object.getOwnPropertyDescriptor(ShelfPlugin.prototype, "login"));
GalaxyPlugin({ platform: Platform.Test })(ShelfPlugin);

await runPlugin(ShelfPlugin);
`;

const VARIANTS = `{
  variants: {
    nes: { platform: Platform.NintendoEntertainmentSystem, guid: "0d0c3c9c-7c5e-4b0b-9a57-3f8e6d1b9c25", name: "Shelf for NES" },
    snes: { platform: Platform.SuperNintendoEntertainmentSystem, guid: "0d0c3c9c-7c5e-4b0b-9a57-3f8e6d1b9c26", name: "Shelf for SNES" },
  },
}`;

/** A compiled project, as an author has it on disk. */
export class AuthorProject {
  readonly #base = newFolder();
  readonly dir: string;

  /** @param path - the path of the project in a new folder */
  constructor(path = "shelf") {
    this.dir = join(this.#base, path);
    this.writePackageJson({});
    this.write("dist/main.js", shelf);
    for (const name of ["kernel", "sdk"]) this.link(`@galaxy-kit/${name}`, join(framework, name));
  }

  /** Writes its package.json with these changes. Undefined members are omitted. */
  writePackageJson(changes: object): this {
    return this.write("package.json", JSON.stringify({ ...packageJson, ...changes }, null, 2));
  }

  write(file: string, content: string, mode = 0o644): this {
    const path = join(this.dir, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    chmodSync(path, mode);
    return this;
  }

  /** Inserts code at the start of the entry. */
  prepend(code: string): this {
    return this.write("dist/main.js", code + shelf);
  }

  /** Makes it an integration for two platforms. */
  withVariants(): this {
    const code = shelf
      .replace("{ platform: Platform.Test }", VARIANTS)
      .replace("login() {", "login() {\n    this.log.info(`this is ${this.identity.variant}`);")
      .replace(
        "class ShelfPlugin {",
        "class ShelfPlugin {\n  constructor(log, identity) {\n    Object.assign(this, { log, identity });\n  }",
      )
      .replace(
        "GalaxyPlugin(",
        'Reflect.defineMetadata("design:paramtypes", [Logger, PluginIdentity], ShelfPlugin);\nGalaxyPlugin(',
      )
      .replace("Platform }", "Logger, Platform, PluginIdentity }");
    return this.write("dist/main.js", code);
  }

  dependsOn(name: string, code: string, fields: object = {}): this {
    this.write(
      `node_modules/${name}/package.json`,
      JSON.stringify({ name, version: "1.0.0", main: "index.js", ...fields }),
    );
    return this.write(`node_modules/${name}/index.js`, code);
  }

  link(name: string, target: string): this {
    const link = join(this.dir, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(target, link, "junction");
    return this;
  }

  /** Runs `galaxy-kit pack` in it, in this process. */
  async pack(args: readonly string[] = ["--no-runtime"], env: NodeJS.ProcessEnv = {}) {
    return await runInProcess(["pack", ...args], { cwd: this.dir, env });
  }

  /** Runs `galaxy-kit pack` in it as a separate process. */
  async packAsProcess(
    args: readonly string[] = ["--no-runtime"],
    env: NodeJS.ProcessEnv = {},
    wrapper: readonly string[] = [],
  ) {
    return await Program.run(["pack", ...args], { cwd: this.dir, env, wrapper });
  }

  /** The path of the package without a runtime. */
  get slimZip(): string {
    return join(this.dir, "packed", "shelf-1.2.0_windows_macos.zip");
  }
}
