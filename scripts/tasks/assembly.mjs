import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import asc from "assemblyscript/asc";
import { install } from "../install.mjs";
import { root } from "../workspace.mjs";

const SOURCE = "packages/kernel/assembly/expander.ts";
const MODULE = "packages/kernel/src/transport/worker/expander-module.ts";

/** What `Expander` divides: programs, values, and blocks of JSON. */
const MEMORY_PAGES = 23;

/** Compiles the WebAssembly of the kernel; with --check, fails if the committed code differs from its source. */
export async function run(args) {
  await install();
  const module = moduleOf(await compile());
  const path = join(root, MODULE);
  if (!args.includes("--check")) {
    writeFileSync(path, module);
    return 0;
  }
  if (readFileSync(path, "utf8") === module) return 0;
  console.error(`${MODULE} is not what ${SOURCE} compiles to. Run "npm run assembly" and commit the change.`);
  return 1;
}

/** Returns the code. Errors are printed. */
async function compile() {
  const options = ["-O3", "--noAssert", "--runtime", "stub", "--initialMemory", String(MEMORY_PAGES)];
  let code;
  const { error } = await asc.main([SOURCE, ...options, "--outFile", "expander.wasm"], {
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

function moduleOf(code) {
  return [
    "/** The code of assembly/expander.ts. `npm run assembly` writes this file. */",
    "export const expanderModule =",
    `  "${Buffer.from(code).toString("base64")}";`,
    "",
  ].join("\n");
}
