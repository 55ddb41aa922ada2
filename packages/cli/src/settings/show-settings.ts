import { spawn } from "node:child_process";
import { once } from "node:events";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { type IntegrationCommand, openFolder, readManifest } from "@galaxy-kit/simulator";
import { explainClientErrors } from "../command-line/client-errors.js";
import { CommandError } from "../command-line/command-error.js";
import { explainFileErrors } from "../command-line/file-errors.js";
import { findInstalled } from "../installed/find-installed.js";
import { choosePluginsFolder } from "../installed/galaxy-folders.js";
import { readInstalled } from "../installed/read-installed.js";
import { findRuntime } from "../installed/runtime.js";
import { buildFolder } from "../project/build.js";
import { describeIntegration } from "../project/describe-integration.js";
import { NODE_SCRIPT } from "../project/packed-file.js";
import { interruption } from "../terminal/interruption.js";

interface SettingsOptions {
  readonly pluginsDir: string | undefined;
  readonly open: boolean;
}

/** The argument that makes an integration show its settings instead of talking to GALAXY. */
const SETTINGS = "settings";

/** Runs the page of an integration with its settings, and resolves to the exit code. */
export async function showSettings(wanted: string, { pluginsDir, open }: SettingsOptions): Promise<number> {
  const folder = await findFolder(wanted, pluginsDir);
  const command = await explainClientErrors(() => commandIn(folder), "galaxy-kit settings DIR");
  const signal = interruption();
  const { tasks = [] } = await describeIntegration(command, { signal });
  if (!tasks.includes(SETTINGS)) {
    throw new CommandError(`${folder} has no settings: none of its classes has @Settings() of @galaxy-kit/settings.`);
  }
  return await run(command, { GALAXY_KIT_LOG_LEVEL: "warn", ...(!open && { GALAXY_KIT_OPEN_BROWSER: "0" }) }, signal);
}

/** Returns a folder of that path, or that of the installed integration of that name. */
async function findFolder(wanted: string, pluginsDir: string | undefined): Promise<string> {
  if (pluginsDir === undefined && (await isFolder(wanted))) return wanted;
  const plugins = choosePluginsFolder(pluginsDir);
  return (await findInstalled(wanted, await explainFileErrors(() => readInstalled(plugins)))).path;
}

/** Builds a project; a packed integration is started without the launcher, which only connects it to GALAXY. */
async function commandIn(folder: string): Promise<IntegrationCommand> {
  const manifest = await readManifest(folder);
  if (!manifest) {
    await buildFolder(folder);
    return (await openFolder(folder)).source;
  }
  const runtime = await findRuntime(folder, manifest.manifest);
  if (runtime.kind === "python") {
    throw new CommandError(`${folder} is written in Python: only integrations made with Galaxy Kit have such a page.`);
  }
  const own = join(folder, "node", process.platform === "win32" ? "node.exe" : "node");
  const node = runtime.madeFor === process.platform ? own : process.execPath;
  return { command: node, args: [join(folder, NODE_SCRIPT)], cwd: folder };
}

async function run(
  { command, args = [], cwd, env }: IntegrationCommand,
  ownEnv: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<number> {
  const child = spawn(command, [...args, `--${SETTINGS}`], {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, ...env, ...ownEnv },
    windowsHide: true,
    ...(cwd !== undefined && { cwd }),
  });
  // The terminal sends Ctrl+C to both, but not every signal comes from a terminal.
  signal.addEventListener("abort", () => child.kill("SIGINT"), { once: true });
  const [code] = (await once(child, "close")) as [number | null];
  return code ?? 1;
}

async function isFolder(path: string): Promise<boolean> {
  return await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
