import { explainFileErrors } from "../command-line/file-errors.js";
import { INTERRUPTED, interruption } from "../terminal/interruption.js";
import { onOneLine } from "../terminal/on-one-line.js";
import { type Paint, painter } from "../terminal/paint.js";
import { StepProgress } from "../terminal/step-progress.js";
import { choosePluginsFolder } from "./galaxy-folders.js";
import { install, type InstallResult } from "./install.js";
import { renderProblems } from "./installed/render-installed.js";

/** What the command line can say. */
export interface InstallCommandOptions {
  readonly into: string | undefined;
  readonly link: boolean;
  readonly force: boolean;
}

/** `galaxy-kit install`: answers the exit code. */
export async function runInstall(path: string, { into, link, force }: InstallCommandOptions): Promise<number> {
  const signal = interruption();
  const folder = choosePluginsFolder(into, "--into");
  try {
    const progress = new StepProgress(process.stderr);
    const result = await explainFileErrors(() => install(path, { into: folder, link, force, signal, progress }));
    process.stdout.write(describeResult(result, painter(process.stdout)));
    return 0;
  } catch (error) {
    if (signal.aborted) return INTERRUPTED;
    throw error;
  }
}

function describeResult({ installed, replaced, putAside }: InstallResult, paint: Paint): string {
  const { manifest, path, linkTo, problems } = installed;
  const what = onOneLine(`${manifest?.name ?? ""} ${manifest?.version ?? ""}`);
  const lines = [
    `${paint("bold", what)} is installed: ${path}`,
    ...(linkTo === undefined ? [] : [`It is a link to ${onOneLine(linkTo)}.`]),
    ...(replaced === undefined ? [] : [`It replaces ${describeReplaced(replaced)}.`]),
    ...putAside.map(
      (place) => `Another integration for ${manifest?.platform ?? ""} was put aside: ${onOneLine(place)}`,
    ),
    ...renderProblems(problems, paint),
    "GALAXY finds it when it is started the next time.",
  ];
  return lines.map((line) => `${line}\n`).join("");
}

function describeReplaced({ manifest, linkTo }: InstallResult["installed"]): string {
  if (linkTo !== undefined) return `a link to ${onOneLine(linkTo)}`;
  return manifest ? `version ${onOneLine(manifest.version)}` : "what could not be read";
}
