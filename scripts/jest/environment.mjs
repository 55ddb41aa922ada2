import asyncHooks from "node:async_hooks";
import { chmodSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { TestEnvironment } from "jest-environment-node";

/**
 * Every AsyncLocalStorage of the current test file, including that of jest's own copy. Node.js keeps one that was used until it is
 * disabled, together with the whole realm of its test file, and visits it for each new promise of all later test files.
 */
const storages = new Set();
asyncHooks.AsyncLocalStorage = class AsyncLocalStorage extends asyncHooks.AsyncLocalStorage {
  constructor(...options) {
    super(...options);
    storages.add(this);
  }
};

/** Debian's browser without windows. It takes a third of the CPU time of one that could open them. */
const headlessBrowser = (process.env.PATH ?? "")
  .split(delimiter)
  .map((folder) => join(folder, "chromium-headless-shell"))
  .find(existsSync);

/**
 * More certificates of authorities, such as a company's. Node 20 parses them, and its own, at each start, not only when it needs them: two
 * fifths of the time that a start takes. So only test files with `@registry` in the comment at their top keep them.
 */
const { NODE_EXTRA_CA_CERTS: certificates } = process.env;

/** Where Node.js, Python and other programs look for the folder of temporary files. */
const TEMPORARY_FOLDER_VARIABLES = ["TMPDIR", "TEMP", "TMP"];
const temporaryFolders = TEMPORARY_FOLDER_VARIABLES.map((name) => [name, process.env[name]]);

/** Imports a dependency of one of our packages as Node.js does: once for all test files of a process. */
function importNatively(ours, name) {
  const { resolve } = createRequire(new URL(`../../packages/${ours}/package.json`, import.meta.url));
  return import(pathToFileURL(resolve(name)).href);
}

/**
 * Gives tests what Node itself has loaded: Playwright, which would take half a second in each test file, and rolldown, whose native
 * part does not accept a RegExp from the realm that jest creates for a test file; and the environment of this process instead of
 * jest's copy, so that `homedir()` and child processes see what a test sets. Each test file has a folder of its own for temporary files
 * and for what integrations keep for their user. It is deleted at the end, with all that tests and their processes have left there.
 */
export default class Environment extends TestEnvironment {
  #folder;
  #reachesRegistry;

  constructor(config, context) {
    super(config, context);
    this.#reachesRegistry = "registry" in context.docblockPragmas;
  }

  async setup() {
    await super.setup();
    this.global.process.env = process.env;
    // As in Node. jest's 100, which it has also set outside, would be captured, and mapped to sources, for each of the many errors that
    // tests provoke.
    this.global.Error.stackTraceLimit = 10;
    this.#folder = mkdtempSync(join(tmpdir(), "galaxy-kit-"));
    // Also for processes of another user.
    chmodSync(this.#folder, 0o755);
    for (const name of TEMPORARY_FOLDER_VARIABLES) process.env[name] = this.#folder;
    process.env.GALAXY_KIT_DATA_DIR = join(this.#folder, "data");
    // Tests run on every core: a compiler that uses several works more, and is not done earlier. Nor does it need to save memory.
    Object.assign(process.env, { GOMAXPROCS: "1", GOGC: "400" });
    delete process.env.NODE_EXTRA_CA_CERTS;
    if (this.#reachesRegistry && certificates !== undefined) process.env.NODE_EXTRA_CA_CERTS = certificates;
    if (headlessBrowser !== undefined) process.env.GALAXY_KIT_BROWSER ??= headlessBrowser;
    this.global.importNatively = importNatively;
  }

  async teardown() {
    for (const [name, value] of temporaryFolders) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
    for (const storage of storages) storage.disable();
    storages.clear();
    await super.teardown();
  }
}
