import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const KERNEL = fileURLToPath(new URL("../../../", import.meta.url));
const TESTS = join(KERNEL, "test");
const FIXTURES = join("process", "fixtures");
const PACKAGES = ["protocol", "sdk", "kernel"] as const;

/** Inside the package; git ignores everything in node_modules. */
const CACHE = join(KERNEL, "node_modules", ".cache", "process-tests");

/** Older builds are removed after this time, when no test run can be using them. */
const MAX_RUN_MS = 60 * 60 * 1000;

interface Input {
  readonly source: string;
  /** The path of its output in the build. */
  readonly target: string;
}

/**
 * Compiles the fixtures together with the framework's sources, so that a child process runs the working tree even if it
 * was not built. Happens once for all test files of a run: the name of a build is a digest of its sources.
 *
 * @returns a function from the name of a fixture to the path of its compiled file
 */
export async function compileFixtures(): Promise<(fixture: string) => string> {
  const inputs = [...PACKAGES.flatMap(sourcesOf), ...fixtureSources()];
  const build = join(CACHE, digestOf(inputs));
  if (!existsSync(build)) await compile(inputs, build);
  return (fixture) => join(build, FIXTURES, `${fixture}.js`);
}

function sourcesOf(name: string): Input[] {
  const folder = join(KERNEL, "..", name);
  const target = join("node_modules", "@galaxy-kit", name);
  return [
    { source: join(folder, "package.json"), target: join(target, "package.json") },
    ...filesBelow(join(folder, "src")).map((source) => ({
      source,
      target: join(target, "dist", relative(join(folder, "src"), source)),
    })),
  ];
}

/** Keeps the folders: a fixture may import the cases of other tests to run them in a process. */
function fixtureSources(): Input[] {
  return [FIXTURES, join("parity", "cases"), join("faults", "cases")]
    .flatMap((folder) => filesBelow(join(TESTS, folder)))
    .map((source) => ({ source, target: relative(TESTS, source) }));
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((file) => file.endsWith(".ts"))
    .sort();
}

function digestOf(inputs: readonly Input[]): string {
  const hash = createHash("sha256").update(process.version);
  for (const { source, target } of [...inputs, { source: fileURLToPath(import.meta.url), target: "" }]) {
    hash.update(`\0${target}\0`).update(readFileSync(source));
  }
  return hash.digest("hex").slice(0, 16);
}

/** Compiles into a temporary folder and renames it at the end: parallel test files must not see an incomplete build. */
async function compile(inputs: readonly Input[], build: string): Promise<void> {
  const { default: ts } = await import("typescript");
  mkdirSync(CACHE, { recursive: true });
  removeOldBuilds();
  const draft = mkdtempSync(join(CACHE, "draft-"));
  for (const { source, target } of inputs) {
    const output = join(draft, target).replace(/\.ts$/, ".js");
    mkdirSync(dirname(output), { recursive: true });
    const text = readFileSync(source, "utf8");
    writeFileSync(
      output,
      source.endsWith(".ts")
        ? ts.transpileModule(text, { fileName: source, compilerOptions: options(ts) }).outputText
        : text,
    );
  }
  for (const name of PACKAGES) linkDependencies(name, draft);
  writeFileSync(join(draft, "package.json"), '{ "type": "module" }');
  try {
    renameSync(draft, build);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(build)) throw error;
  }
}

/** Links the dependencies of a package except the framework's own packages, which are compiled. */
function linkDependencies(name: string, build: string): void {
  const source = join(KERNEL, "..", name, "node_modules");
  if (!existsSync(source)) return;
  const target = join(build, "node_modules", "@galaxy-kit", name, "node_modules");
  mkdirSync(target);
  for (const dependency of readdirSync(source).filter((found) => found !== "@galaxy-kit" && !found.startsWith("."))) {
    symlinkSync(join(source, dependency), join(target, dependency), "junction");
  }
}

/** The options of tsconfig.base.json, for compiling one file at a time. */
function options(ts: typeof import("typescript")): import("typescript").CompilerOptions {
  return {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    isolatedModules: true,
    experimentalDecorators: true,
    emitDecoratorMetadata: true,
    useDefineForClassFields: false,
  };
}

function removeOldBuilds(): void {
  for (const name of readdirSync(CACHE)) {
    const folder = join(CACHE, name);
    if (Date.now() - statSync(folder).mtimeMs > MAX_RUN_MS) rmSync(folder, { recursive: true, force: true });
  }
}
