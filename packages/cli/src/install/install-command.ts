import { defineCommand } from "../command-line/command.js";
import { explainFileErrors } from "../command-line/file-errors.js";
import { INTERRUPTED, interruption } from "../terminal/interruption.js";
import { type Paint, painter } from "../terminal/paint.js";
import { StepProgress } from "../terminal/progress.js";
import { onOneLine } from "../terminal/text.js";
import type { InstallResult } from "./install.js";

export const command = defineCommand({
  summary: "Puts an integration where GALAXY finds it.",
  operands: { usage: "[DIR|ZIP]", most: 1 },
  options: {
    into: {
      type: "string",
      value: "DIR",
      description: "the folder of integrations (default: that of this user's GALAXY)",
    },
    link: { type: "boolean", description: "make a link to DIR, so that GALAXY starts what is in it at the time" },
    force: { type: "boolean", description: "put another integration for the same platform aside" },
  },
  description: `
ZIP is what \`galaxy-kit pack\` has made, or any other zip with a manifest.json at its root; DIR is a folder with one (default:
the current folder). It gets a folder of its own there, named PLATFORM_GUID, in the place of an older version: if something
goes wrong, that one stays.

A zip is refused as a whole if anything in it could end up elsewhere or under another name, on whatever system: absolute paths,
"..", backslashes, links, devices of Windows, names that differ in case only, encrypted files. It is refused, too, if it has more
than 20,000 entries, unpacks to more than 1 GB, or to more than 100 MB and more than 50 times its own size.

Examples:
  galaxy-kit install packed/shelf-1.2.0_windows.zip
  galaxy-kit install ../galaxy-integration-itch --link
  galaxy-kit install shelf.zip --force

It ends with 0, with 1 when nothing was installed, and with 2 when the command line has errors.`,
  run: async (options, [path = "."]) => {
    const [{ install }, { choosePluginsFolder }, { renderProblems }] = await Promise.all([
      import("./install.js"),
      import("../installed/galaxy-folders.js"),
      import("./render-installed.js"),
    ]);
    const signal = interruption();
    const into = choosePluginsFolder(options.into, "--into");
    const { link, force } = options;
    const progress = new StepProgress(process.stderr);
    const paint = painter(process.stdout);
    try {
      const result = await explainFileErrors(() => install(path, { into, link, force, signal, progress }));
      const problems = renderProblems(result.installed.problems, paint);
      process.stdout.write(describeResult(result, problems, paint));
      return 0;
    } catch (error) {
      if (signal.aborted) return INTERRUPTED;
      throw error;
    }
  },
});

function describeResult(
  { installed, replaced, putAside }: InstallResult,
  problems: readonly string[],
  paint: Paint,
): string {
  const { manifest, path, linkTo } = installed;
  const what = onOneLine(`${manifest?.name ?? ""} ${manifest?.version ?? ""}`);
  const lines = [
    `${paint("bold", what)} is installed: ${path}`,
    ...(linkTo === undefined ? [] : [`It is a link to ${onOneLine(linkTo)}.`]),
    ...(replaced === undefined ? [] : [`It replaces ${describeReplaced(replaced)}.`]),
    ...putAside.map(
      (place) => `Another integration for ${manifest?.platform ?? ""} was put aside: ${onOneLine(place)}`,
    ),
    ...problems,
    "GALAXY finds it when it is started the next time.",
  ];
  return lines.map((line) => `${line}\n`).join("");
}

function describeReplaced({ manifest, linkTo }: InstallResult["installed"]): string {
  if (linkTo !== undefined) return `a link to ${onOneLine(linkTo)}`;
  return manifest ? `version ${onOneLine(manifest.version)}` : "what could not be read";
}
