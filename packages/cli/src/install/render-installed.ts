import type { Installed, InstalledProblem } from "../installed/read-installed.js";
import { describeRuntime } from "../installed/runtime.js";
import type { Paint } from "../terminal/paint.js";
import { renderTable } from "../terminal/table.js";
import { onOneLine } from "../terminal/text.js";

const columns = ["PLATFORM", "NAME", "VERSION", "AUTHOR", "RUNTIME", "GUID"].map((heading) => ({ heading }));

/** What is installed, for a person to read. */
export function renderInstalled(folder: string, all: readonly Installed[], paint: Paint): string {
  if (all.length === 0) return `No integration is installed in ${folder}.\n`;
  const readable = all.filter(({ manifest }) => manifest !== undefined);
  const table = readable.length === 0 ? [] : [renderTable(columns, readable.map(cells)).join("\n")];
  const notes = all.flatMap((installed) => {
    const link = installed.linkTo === undefined ? [] : [`is a link to ${onOneLine(installed.linkTo)}`];
    const lines = [...link, ...renderProblems(installed.problems, paint)];
    return lines.length === 0
      ? []
      : [[onOneLine(installed.folderName), ...lines.map((line) => `  ${line}`)].join("\n")];
  });
  return `${[...table, ...notes].join("\n\n")}\n`;
}

/** The same for a program. */
export function installedToJson(folder: string, all: readonly Installed[]): object {
  const integrations = all.map(({ folderName, path, linkTo, manifest, runtime, problems }) => ({
    ...{ folderName, path, linkTo },
    ...(manifest && {
      platform: manifest.platform,
      name: manifest.name,
      version: manifest.version,
      guid: manifest.guid,
      author: manifest.author,
    }),
    ...{ runtime, problems },
  }));
  return { folder, integrations };
}

/** A line for each, and its remedy. */
export function renderProblems(problems: readonly InstalledProblem[], paint: Paint): string[] {
  return problems.map(({ severity, message, remedy }) => {
    const word = paint(severity === "error" ? "red" : "yellow", severity);
    return `${word} ${onOneLine(message)}: ${onOneLine(remedy)}`;
  });
}

function cells({ manifest, runtime }: Installed): string[] {
  const { platform = "", name = "", version = "", author = "", guid = "" } = manifest ?? {};
  return [platform, name, version, author, runtime ? describeRuntime(runtime) : "", guid].map(onOneLine);
}
