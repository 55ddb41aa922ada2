import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { TestEnvironment } from "jest-environment-node";

const cli = createRequire(new URL("../../packages/cli/package.json", import.meta.url));

/**
 * Lends tests of the command line the bundler as Node loads it: the native half of rolldown does not accept a RegExp of the
 * realm that jest makes for a test file.
 */
export default class CliEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    this.global.importRolldown = () => import(pathToFileURL(cli.resolve("rolldown")).href);
  }
}
