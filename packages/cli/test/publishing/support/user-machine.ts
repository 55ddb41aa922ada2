import { execFile, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe } from "@jest/globals";

const root = fileURLToPath(new URL("../../../../../", import.meta.url));
/** Downloaded once for all test runs. */
const cache = join(root, "node_modules", ".cache", "galaxy-kit", "npm");

const npmOutput = (args: string): string | undefined => {
  const { status, stdout } = spawnSync(`npm ${args} --fetch-retries=0 --fetch-timeout=10000`, {
    shell: true,
    encoding: "utf8",
  });
  return status === 0 ? stdout.trim() : undefined;
};
const hasRegistry = npmOutput("view typescript@7.0.2 version") !== undefined;
if (!hasRegistry)
  process.stderr.write("\n*** NO NPM REGISTRY: whether the packages can be published is NOT TESTED ***\n\n");

/** `describe`, skipped if packages cannot be downloaded. */
export const describeWithRegistry = hasRegistry ? describe : describe.skip;

/** A folder outside the workspace, where commands run as they would on a user's machine. */
export class UserMachine {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), "galaxy-kit-outside-")));
  readonly project = join(this.folder, "my-shelf");
  readonly env: NodeJS.ProcessEnv;

  /** @param registry - the registry with our packages; all others come from the user's registry */
  constructor(registry: string) {
    // An earlier `npm create` has cached other packages with the same version.
    rmSync(join(cache, "_npx"), { recursive: true, force: true });
    const settings = join(this.folder, "npmrc");
    writeFileSync(settings, `@galaxy-kit:registry=${registry}\nregistry=${String(npmOutput("config get registry"))}\n`);
    const state = join(this.folder, "state");
    // Variables about the workspace, set by npm if it has started the tests.
    const inherited = Object.entries(process.env).filter(
      ([name]) => !/^npm_(package|lifecycle|config_local)|^NODE_OPTIONS$/.test(name),
    );
    this.env = {
      ...Object.fromEntries(inherited),
      ...{ npm_config_cache: cache, npm_config_globalconfig: settings, npm_config_loglevel: "error" },
      // What is in the cache needs no question to the registry, and nothing here reads npm's advice.
      ...{ npm_config_prefer_offline: "true", npm_config_audit: "false", npm_config_fund: "false" },
      ...{ npm_config_update_notifier: "false" },
      ...{ XDG_STATE_HOME: state, LOCALAPPDATA: state },
    };
  }

  /** Runs a command, in the project by default, and returns its output. */
  async run(command: string, { cwd = this.project } = {}): Promise<string> {
    try {
      return (await promisify(execFile)(command, { cwd, shell: true, env: this.env })).stdout;
    } catch (error) {
      const { stdout, stderr } = error as { readonly stdout: string; readonly stderr: string };
      throw new Error(`${command} failed:\n${stdout}${stderr}`, { cause: error });
    }
  }

  write(file: string, content: string): void {
    mkdirSync(join(this.project, file, ".."), { recursive: true });
    writeFileSync(join(this.project, file), content);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
