import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { install } from "../install.mjs";
import { root } from "../workspace.mjs";

const SOURCE = "packages/kernel/assembly/expander.ts";
const MODULE = "packages/kernel/src/transport/worker/expander-module.ts";

/** What `Expander` divides: programs, values, and blocks of JSON. */
const MEMORY_PAGES = 23;

const OPTIONS = ["-O3", "--noAssert", "--runtime", "stub", "--initialMemory", String(MEMORY_PAGES)];

/** Compiles the WebAssembly of the kernel; with --check, fails if the committed code was compiled from another source. */
export async function run(args) {
  await install();
  const path = join(root, MODULE);
  if (!args.includes("--check")) {
    writeFileSync(path, moduleOf(await compile()));
    return 0;
  }
  // Not compiled again: loading the compiler takes five seconds.
  if (readFileSync(path, "utf8").includes(origin())) return 0;
  console.error(`${MODULE} is not what ${SOURCE} compiles to. Run "npm run assembly" and commit the change.`);
  return 1;
}

/** Returns the code. Errors are printed. */
async function compile() {
  const { default: asc } = await import("assemblyscript/asc");
  let code;
  const { error } = await asc.main([SOURCE, ...OPTIONS, "--outFile", "expander.wasm"], {
    readFile: (name, folder) => read(join(root, folder, name)),
    writeFile: (_name, contents) => {
      code = contents;
    },
    listFiles: () => [],
    stderr: process.stderr,
  });
  if (error) throw error;
  return code;
}

function read(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

/** Identifies what the code is compiled from, and how. */
function origin() {
  const { devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const source = readFileSync(join(root, SOURCE), "utf8").replaceAll("\r\n", "\n");
  const text = [source, ...OPTIONS, devDependencies.assemblyscript].join("\n");
  return createHash("sha256").update(text).digest("hex");
}

function moduleOf(code) {
  return [
    "/**",
    " * The code of assembly/expander.ts. `npm run assembly` writes this file.",
    " *",
    ` * Compiled from ${origin()}.`,
    " */",
    "export const expanderModule =",
    `  "${Buffer.from(code).toString("base64")}";`,
    "",
  ].join("\n");
}
