import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const TSCONFIG = fileURLToPath(new URL("../../../tsconfig.test.json", import.meta.url));

/**
 * Bundles TypeScript modules for other Node processes, straight from the sources of the packages, also from those that are not
 * exported. Each module keeps its name, ending in `.js`.
 */
export async function bundle(modules: readonly string[], folder: string): Promise<void> {
  const { rolldown } = await import("rolldown");
  const build = await rolldown({
    input: [...modules],
    platform: "node",
    tsconfig: TSCONFIG,
    // The simulator loads it only when a login window opens.
    external: ["playwright-core"],
  });
  await build.write({
    dir: folder,
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: "[name].js",
    // As `galaxy-kit pack` does: otherwise, classes may be decorated before reflect-metadata has run.
    strictExecutionOrder: true,
    keepNames: true,
  });
  await build.close();
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
}
