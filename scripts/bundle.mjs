import { readdirSync, rmSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { unlessUpToDate } from "./fingerprint.mjs";
import { TaskError } from "./task-error.mjs";
import { manifest, root } from "./workspace.mjs";

/** Helpers that the bundler writes into the code, where the compiler would write its own. */
const HELPERS = "@oxc-project/runtime/";
/** What the bundler writes. The compiler writes declarations into the same folder. */
const CODE = /\.js(?:\.map)?$/;

/** How the code of a package is written, by the condition in the `exports` of its package.json. */
const forms = {
  // One file for each entry point, and one for each module that is loaded later or shared: Node takes most of a millisecond for a file,
  // so an integration that runs from source starts in two thirds of the time. All are in one folder, so that `import.meta.url` of a module in
  // `src` has the same depth in both.
  default: { dir: "dist", preserveModules: false },
  // For bundlers, such as that of `galaxy-kit pack`, module by module: they leave out what an integration does not use.
  module: { dir: "dist/modules", preserveModules: true, preserveModulesRoot: "src" },
};

/**
 * Writes the code of packages.
 *
 * @param folders - the packages, relative to the root
 */
export async function bundlePackages(folders) {
  const outputs = folders.flatMap(outputsOf);
  const build = {
    name: "packages",
    sources: [
      "scripts/bundle.mjs",
      "tsconfig.base.json",
      ...folders.flatMap((folder) => [`${folder}/src`, `${folder}/package.json`, `${folder}/tsconfig.json`]),
    ],
    outputs: outputs.flatMap(({ folder, dir, names }) => names.map((name) => `${folder}/${dir}/${name}.js`)),
  };
  await unlessUpToDate(build, async () => {
    const { rolldown } = await import("rolldown");
    const written = await Promise.all(outputs.map((output) => bundle(rolldown, output))).catch((error) => {
      throw new TaskError(`failed:\n${stripVTControlCharacters(error.message)}`);
    });
    deleteOthers(folders, new Set(written.flat()));
  });
}

/** Resolves to the paths of what it writes, relative to the root. */
async function bundle(rolldown, { folder, names, dir, ...form }) {
  const build = await rolldown({
    cwd: join(root, folder),
    input: Object.fromEntries(names.map((name) => [name, `src/${name}.ts`])),
    external: (id) => !id.startsWith(".") && !isAbsolute(id) && !id.startsWith(HELPERS),
    platform: "node",
    tsconfig: "tsconfig.json",
    treeshake: { moduleSideEffects: true },
    onLog: (_level, { message }) => {
      throw new Error(`${folder}: ${message}`);
    },
  });
  const { output } = await build.write({
    ...form,
    dir: join(root, folder, dir),
    entryFileNames: "[name].js",
    // Without a hash, and with names that stay: a process that started before can still load its modules.
    chunkFileNames: "[name].js",
    minifyInternalExports: false,
    sourcemap: true,
    sourcemapExcludeSources: true,
  });
  await build.close();
  return output.map(({ fileName }) => join(folder, dir, fileName));
}

/** Deletes the code of earlier builds. It would be published. */
function deleteOthers(folders, written) {
  for (const folder of folders) {
    for (const file of readdirSync(join(root, folder, "dist"), { recursive: true })) {
      const path = join(folder, "dist", file);
      if (CODE.test(path) && !written.has(path)) rmSync(join(root, path));
    }
  }
}

/** Returns each form in which a package's entry points are written, with the names of the entry points. */
function outputsOf(folder) {
  const entries = Object.values(manifest(folder).exports);
  return Object.entries(forms).flatMap(([condition, form]) => {
    const files = entries.map((entry) => (typeof entry === "string" ? { default: entry } : entry)[condition]);
    const prefix = `./${form.dir}/`;
    const names = files
      .filter((file) => file?.startsWith(prefix))
      .map((file) => file.slice(prefix.length, -".js".length));
    return names.length > 0 ? [{ folder, names, ...form }] : [];
  });
}
