import { realpath } from "node:fs/promises";
import { CommandError } from "../command-line/command-error.js";
import { nearest } from "../command-line/nearest.js";
import { onOneLine } from "../terminal/text.js";
import type { Installed } from "./read-installed.js";

/** Finds an integration by the name of its folder, a path to it, its guid, its name or its platform. */
export async function findInstalled(wanted: string, all: readonly Installed[]): Promise<Installed> {
  const path = await realpath(wanted).catch(() => undefined);
  const [exact] = await only(all, async (installed) => {
    return (
      installed.folderName === wanted ||
      (path !== undefined && (await realpath(installed.path).catch(() => undefined)) === path)
    );
  });
  if (exact) return exact;
  const matches = all.filter((installed) => namesOf(installed).includes(wanted.toLowerCase()));
  const [match] = matches;
  if (match && matches.length === 1) return match;
  throw new CommandError(match ? ambiguous(wanted, matches) : notFound(wanted, all));
}

function namesOf({ folderName, manifest }: Installed): string[] {
  const { guid, name, platform } = manifest ?? {};
  return [folderName, guid, name, platform].filter((text) => text !== undefined).map((text) => text.toLowerCase());
}

function ambiguous(wanted: string, matches: readonly Installed[]): string {
  return [
    `'${wanted}' matches more than one integration. Specify one of these folders:`,
    ...matches.map(({ folderName }) => onOneLine(folderName)),
  ].join("\n  ");
}

function notFound(wanted: string, all: readonly Installed[]): string {
  if (all.length === 0) return "No integrations are installed.";
  const meant = nearest(wanted.toLowerCase(), all.flatMap(namesOf));
  const hint = meant === undefined ? "galaxy-kit list shows what is installed." : `Did you mean ${onOneLine(meant)}?`;
  return `No installed integration matches '${wanted}'. ${hint}`;
}

async function only<T>(items: readonly T[], fits: (item: T) => Promise<boolean>): Promise<T[]> {
  const results = await Promise.all(items.map(fits));
  return items.filter((_, index) => results[index]);
}
