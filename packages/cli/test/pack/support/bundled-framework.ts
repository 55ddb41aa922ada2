import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "@jest/globals";
import { rolldown } from "rolldown";

/**
 * Creates a folder with `kernel` and `sdk`, each bundled from the packages in another folder, for the tests of a file. Without it,
 * every integration that a test starts loads three hundred modules, which takes longer than everything else it does.
 *
 * @returns the path of the folder, which is filled before the first test
 */
export function bundledFramework(packages: string): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "galaxy kit é ")));
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
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** Keeps the dependencies apart: their modules need a closer look than ours when they are bundled again. */
const chunkOf = (module: string): string | null => (module.includes("node_modules") ? "dependencies" : null);
