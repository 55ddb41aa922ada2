import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { TestEnvironment } from "jest-environment-node";

const cli = createRequire(new URL("../../packages/cli/package.json", import.meta.url));

/**
 * Gives tests of the command line a bundler that Node itself has loaded. The native part of rolldown does not accept a RegExp
 * from the realm that jest creates for a test file.
 */
export default class CliEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    this.global.importRolldown = () => import(pathToFileURL(cli.resolve("rolldown")).href);
  }
}
