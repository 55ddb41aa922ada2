import { Command } from "@commander-js/extra-typings";
import { defineCommand } from "../command-line/command.js";
import { explainFileErrors } from "../command-line/file-errors.js";
import { INTERRUPTED, interruption } from "../terminal/interruption.js";
import { printNextSteps } from "../terminal/next-steps.js";
import { type Paint, painter } from "../terminal/paint.js";
import { StepProgress } from "../terminal/progress.js";
import { onOneLine } from "../terminal/text.js";
import { fitted } from "../terminal/wrap.js";
import type { InstallResult } from "./install.js";

export const command = defineCommand(
  new Command("install")
    .description("Installs an integration into GALAXY.")
    .argument(
      "[DIR|ZIP]",
      "a folder or zip with a manifest.json at its root, such as the output of galaxy-kit pack (default: the current folder)",
    )
    .option("--plugins-dir <DIR>", "folder of integrations (default: GALAXY's own)")
    .option("--link", "link to DIR, which has a manifest.json, instead of copying it")
    .option("--force", "move another integration for the same platform aside")
    .addHelpText(
      "after",
      `
The integration gets a folder named PLATFORM_GUID and replaces an older version.
If anything fails, the older version is kept.

A zip is refused if any entry could end up elsewhere or under another name, on
any system: absolute paths, "..", backslashes, links, Windows device names,
names that differ only in case, encrypted files. It is also refused if it has
more than 20,000 entries, or unpacks to more than 1 GB, or to more than 100 MB
and more than 50 times its own size.

Examples:
  galaxy-kit install packed/shelf-1.2.0_windows.zip
  galaxy-kit install ../my-python-plugin --link
  galaxy-kit install shelf.zip --force

Exit codes: 0 installed, 1 not installed, 2 invalid arguments.`,
    ),
  async (path = ".", { pluginsDir, link = false, force = false }) => {
    const { install } = await import("./install.js");
    const { choosePluginsFolder } = await import("../installed/galaxy-folders.js");
    const { renderDiagnostics } = await import("../diagnostics/report.js");
    const signal = interruption();
    const into = choosePluginsFolder(pluginsDir);
    const progress = new StepProgress(process.stderr);
    const paint = painter(process.stdout);
    try {
      const result = await explainFileErrors(() => install(path, { into, link, force, signal, progress }));
      const problems = renderDiagnostics({ folder: into, diagnostics: result.installed.diagnostics }, paint);
      process.stdout.write(fitted(describeResult(result, problems, paint), process.stdout));
      const { platform = "" } = result.installed.manifest ?? {};
      printNextSteps([`galaxy-kit doctor --log ${platform} --follow`, "shows its log once GALAXY has started it"]);
      return 0;
    } catch (error) {
      if (signal.aborted) return INTERRUPTED;
      throw error;
    }
  },
);

function describeResult(
  { installed, replaced, movedAside }: InstallResult,
  problems: readonly string[],
  paint: Paint,
): string {
  const { manifest, path, linkTo } = installed;
  const what = onOneLine(`${manifest?.name ?? ""} ${manifest?.version ?? ""}`);
  const lines = [
    `${paint("bold", what)} is installed: ${path}`,
    ...(linkTo === undefined ? [] : [`It is a link to ${onOneLine(linkTo)}.`]),
    ...(replaced === undefined ? [] : [`It replaces ${describeReplaced(replaced)}.`]),
    ...movedAside.map(
      (place) => `Another integration for ${manifest?.platform ?? ""} was moved to ${onOneLine(place)}`,
    ),
    ...problems,
    "Restart GALAXY to load it.",
  ];
  return lines.map((line) => `${line}\n`).join("");
}

function describeReplaced({ manifest, linkTo }: InstallResult["installed"]): string {
  if (linkTo !== undefined) return `a link to ${onOneLine(linkTo)}`;
  return manifest ? `version ${onOneLine(manifest.version)}` : "an unreadable version";
}
