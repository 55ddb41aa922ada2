import { renderDiagnostics, toReport } from "../diagnostics/report.js";
import type { Examination } from "../installed/examine-installed.js";
import type { Installed } from "../installed/read-installed.js";
import { describeRuntime } from "../installed/runtime.js";
import type { Paint } from "../terminal/paint.js";
import { type Column, renderTable } from "../terminal/table.js";
import { onOneLine } from "../terminal/text.js";

const columns: readonly Column[] = [
  { heading: "PLATFORM" },
  { heading: "NAME", isCut: true },
  { heading: "VERSION", isCut: true },
  { heading: "RUNTIME", isCut: true },
  { heading: "AUTHOR", isCut: true },
  { heading: "GUID", isCut: true },
];

/** Renders the installed integrations for a person. */
export function renderInstalled(
  folder: string,
  { installed, problems }: Examination,
  paint: Paint,
  room?: number,
): string {
  const readable = installed.filter(({ manifest }) => manifest !== undefined);
  const none = installed.length === 0 ? [`No integrations are installed in ${folder}.`] : [];
  const table = readable.length === 0 ? [] : [renderTable(columns, readable.map(cells), room).join("\n")];
  const links = installed.flatMap(({ folderName, linkTo }) =>
    linkTo === undefined ? [] : [`${onOneLine(folderName)} is a link to ${onOneLine(linkTo)}`],
  );
  const diagnostics = renderDiagnostics({ folder, diagnostics: problems }, paint);
  return `${[...none, ...table, ...links, ...diagnostics].join("\n\n")}\n`;
}

/** Returns the installed integrations for `--json`. */
export function installedToJson(folder: string, { installed, problems }: Examination): object {
  const integrations = installed.map(({ folderName, path, linkTo, manifest, runtime }) => ({
    folderName,
    path,
    linkTo,
    ...(manifest && {
      platform: manifest.platform,
      name: manifest.name,
      version: manifest.version,
      guid: manifest.guid,
      author: manifest.author,
    }),
    runtime,
  }));
  return {
    integrations,
    ...toReport(problems, folder),
  };
}

function cells({ manifest, runtime }: Installed): string[] {
  const { platform = "", name = "", version = "", author = "", guid = "" } = manifest ?? {};
  return [platform, name, version, runtime ? describeRuntime(runtime) : "", author, guid].map(onOneLine);
}
