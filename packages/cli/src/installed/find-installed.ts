import { realpath } from "node:fs/promises";
import { CommandError } from "../command-line/command-error.js";
import { nearest } from "../command-line/nearest.js";
import { onOneLine } from "../terminal/text.js";
import type { Installed } from "./read-installed.js";

/** Answers the one that is meant by the name of its folder, a path to it, its guid, its name or its platform. */
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
  throw new CommandError(match ? severalAre(wanted, matches) : noneIs(wanted, all));
}

function namesOf({ folderName, manifest }: Installed): string[] {
  const { guid, name, platform } = manifest ?? {};
  return [folderName, guid, name, platform].filter((text) => text !== undefined).map((text) => text.toLowerCase());
}

function severalAre(wanted: string, matches: readonly Installed[]): string {
  return [
    `'${wanted}' is more than one of them. Name the folder:`,
    ...matches.map(({ folderName }) => onOneLine(folderName)),
  ].join("\n  ");
}

function noneIs(wanted: string, all: readonly Installed[]): string {
  if (all.length === 0) return "No integration is installed.";
  const meant = nearest(wanted.toLowerCase(), all.flatMap(namesOf));
  return `No installed integration is '${wanted}'. ${meant === undefined ? "galaxy-kit list shows what there is." : `Did you mean ${onOneLine(meant)}?`}`;
}

async function only<T>(items: readonly T[], fits: (item: T) => Promise<boolean>): Promise<T[]> {
  const answers = await Promise.all(items.map(fits));
  return items.filter((_, index) => answers[index]);
}
