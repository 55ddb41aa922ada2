import { explainFileErrors } from "../command-line/file-errors.js";
import { painter } from "../terminal/paint.js";
import { choosePluginsFolder } from "./galaxy-folders.js";
import { readInstalled } from "./installed/read-installed.js";
import { installedToJson, renderInstalled } from "./installed/render-installed.js";

/** What the command line can say. */
export interface ListCommandOptions {
  readonly in: string | undefined;
  readonly json: boolean;
}

/** `galaxy-kit list`: answers the exit code. */
export async function runList(options: ListCommandOptions): Promise<number> {
  const folder = choosePluginsFolder(options.in, "--in");
  const installed = await explainFileErrors(() => readInstalled(folder));
  process.stdout.write(
    options.json
      ? `${JSON.stringify(installedToJson(folder, installed), null, 2)}\n`
      : renderInstalled(folder, installed, painter(process.stdout)),
  );
  return 0;
}
