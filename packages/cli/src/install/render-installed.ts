import { renderDiagnostics, toReport } from "../diagnostics/report.js";
import type { Installed } from "../installed/read-installed.js";
import { describeRuntime } from "../installed/runtime.js";
import type { Paint } from "../terminal/paint.js";
import { renderTable } from "../terminal/table.js";
import { onOneLine } from "../terminal/text.js";

const columns = ["PLATFORM", "NAME", "VERSION", "AUTHOR", "RUNTIME", "GUID"].map((heading) => ({ heading }));

/** Renders the installed integrations for a person. */
export function renderInstalled(folder: string, all: readonly Installed[], paint: Paint): string {
  if (all.length === 0) return `No integrations are installed in ${folder}.\n`;
  const readable = all.filter(({ manifest }) => manifest !== undefined);
  const table = readable.length === 0 ? [] : [renderTable(columns, readable.map(cells)).join("\n")];
  const links = all.flatMap(({ folderName, linkTo }) =>
    linkTo === undefined ? [] : [`${onOneLine(folderName)} is a link to ${onOneLine(linkTo)}`],
  );
  const diagnostics = renderDiagnostics({ folder, diagnostics: all.flatMap((each) => each.diagnostics) }, paint);
  return `${[...table, ...links, ...diagnostics].join("\n\n")}\n`;
}

/** Returns the installed integrations for `--json`. */
export function installedToJson(folder: string, all: readonly Installed[]): object {
  const integrations = all.map(({ folderName, path, linkTo, manifest, runtime }) => ({
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
    ...toReport(
      all.flatMap((each) => each.diagnostics),
      folder,
    ),
  };
}

function cells({ manifest, runtime }: Installed): string[] {
  const { platform = "", name = "", version = "", author = "", guid = "" } = manifest ?? {};
  return [platform, name, version, author, runtime ? describeRuntime(runtime) : "", guid].map(onOneLine);
}
