import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { newFolder } from "@galaxy-kit/test-support/jest";
import { beforeAll } from "@jest/globals";
import { rolldown } from "rolldown";

const packages = fileURLToPath(new URL("../../../", import.meta.url));

/** The folder with the framework's packages, for the projects of this test file. */
export let framework = packages;

/**
 * Projects of this test file use the framework in a form that starts faster: otherwise, every integration that a test starts
 * loads more than two hundred modules, which takes longer than everything else it does. What they pack or log may differ.
 */
export function useBundledFramework(): void {
  framework = bundledFramework();
}

/**
 * Creates a folder with `kernel` and `sdk`, each bundled from our packages, for the tests of a file.
 *
 * @returns the path of the folder, which is filled before the first test
 */
function bundledFramework(): string {
  const folder = newFolder();
  const names = ["kernel", "sdk"];
  beforeAll(async () => {
    const input = Object.fromEntries(names.map((name) => [name, join(packages, name, "dist", "index.js")]));
    const bundle = await rolldown({ input, platform: "node", tsconfig: false });
    await bundle.write({
      dir: folder,
      format: "esm",
      entryFileNames: "[name]/index.js",
      // Both packages share the classes of one.
      chunkFileNames: "sdk/[name].js",
      codeSplitting: { groups: [{ name: chunkOf, debugName: "dependencies" }] },
      strictExecutionOrder: true,
      keepNames: true,
    });
    await bundle.close();
    for (const name of names) {
      const manifest = { name: `@galaxy-kit/${name}`, version: "0.1.0", type: "module", exports: "./index.js" };
      writeFileSync(join(folder, name, "package.json"), JSON.stringify(manifest));
      const types = join(packages, name, "dist", "index.js").replaceAll("\\", "/");
      writeFileSync(join(folder, name, "index.d.ts"), `export * from ${JSON.stringify(types)};\n`);
    }
  });
  return folder;
}

/**
 * Keeps the dependencies apart: their modules need a closer look than ours when they are bundled again. Only a text in colors makes the
 * bundler read one statement by statement.
 */
function chunkOf(module: string): string | null {
  if (!module.includes("node_modules")) return null;
  return module.includes("@colors") ? "colors" : "dependencies";
}
