import { realpath } from "node:fs/promises";
import { resolve } from "node:path";
import { CommandError } from "../command-line/command-error.js";
import { nearest } from "../command-line/nearest.js";
import { onOneLine } from "../terminal/text.js";
import type { Installed } from "./read-installed.js";

interface FindOptions {
  /** Accept the beginning of a name, too, if no name matches as a whole. */
  readonly byBeginning?: boolean;
}

/** Finds an integration by a path to its folder, or by the name of its folder, its guid, its name or its platform. */
export async function findInstalled(
  wanted: string,
  all: readonly Installed[],
  { byBeginning = false }: FindOptions = {},
): Promise<Installed> {
  const matches = isPath(wanted) ? await withPath(wanted, all) : withName(wanted.toLowerCase(), all, byBeginning);
  const [match] = matches;
  if (match && matches.length === 1) return match;
  throw new CommandError(match ? ambiguous(wanted, matches) : notFound(wanted, all));
}

const isPath = (wanted: string): boolean => /[\\/]/.test(wanted);

async function withPath(wanted: string, all: readonly Installed[]): Promise<Installed[]> {
  // Of several links to a folder, only one has the path itself.
  const itself = all.filter(({ path }) => path === resolve(wanted));
  if (itself.length > 0) return itself;
  const target = await realpath(wanted).catch(() => undefined);
  const targets = await Promise.all(all.map(({ path }) => realpath(path).catch(() => undefined)));
  return all.filter((_, index) => target !== undefined && targets[index] === target);
}

function withName(wanted: string, all: readonly Installed[], byBeginning: boolean): Installed[] {
  const exact = all.filter((installed) => namesOf(installed).includes(wanted));
  if (exact.length > 0 || !byBeginning || wanted === "") return exact;
  return all.filter((installed) => namesOf(installed).some((name) => name.startsWith(wanted)));
}

function namesOf({ folderName, manifest }: Installed): string[] {
  const { guid, name, platform } = manifest ?? {};
  return [folderName, guid, name, platform].filter((text) => text !== undefined).map((text) => text.toLowerCase());
}

function ambiguous(wanted: string, matches: readonly Installed[]): string {
  return [
    `'${wanted}' matches more than one integration. Specify the path of one of them:`,
    ...matches.map(({ path, manifest }) => onOneLine(manifest ? `${path} (${manifest.name})` : path)),
  ].join("\n  ");
}

function notFound(wanted: string, all: readonly Installed[]): string {
  if (all.length === 0) return "No integrations are installed.";
  const meant = nearest(wanted.toLowerCase(), all.flatMap(namesOf));
  if (meant !== undefined) return `No installed integration matches '${wanted}'. Did you mean ${onOneLine(meant)}?`;
  return [
    `No installed integration matches '${wanted}'. Specify the name or the folder of one of these:`,
    ...all.map(({ folderName, manifest }) => onOneLine(manifest ? `${manifest.name} (${folderName})` : folderName)),
  ].join("\n  ");
}
