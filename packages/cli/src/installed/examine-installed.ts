import { readdir, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { type Diagnostic, isListedPlatform, type Manifest } from "@galaxy-kit/protocol";
import { type CliDiagnostic, error, warning } from "../diagnostics/diagnostic.js";
import { isGogGuid } from "../project/gog-guids.js";
import { isOrdinaryFile } from "../project/package-path.js";
import { listOf, onOneLine } from "../terminal/text.js";
import { LOCK, workFolderOf } from "./plugins-folder.js";
import { folderNameOf, type Installed, isSameFolderName, readInstalled } from "./read-installed.js";

const MANIFEST = "manifest.json";

/** The integrations in a folder, and what is wrong with them. */
export interface Examination {
  readonly installed: readonly Installed[];
  /** Everything that keeps GALAXY from loading integrations, or makes it replace them. Each problem occurs once. */
  readonly problems: readonly Diagnostic[];
}

/** Reads every integration in a folder, and looks for problems there and next to it. */
export async function examineInstalled(folder: string): Promise<Examination> {
  const installed = await readInstalled(folder);
  const problems = [
    ...installed.flatMap(({ diagnostics }) => diagnostics),
    ...misnamed(installed),
    ...replaceable(installed),
    ...rivals(installed),
    ...unlisted(installed),
    ...(await looseFiles(folder)),
    ...(await besideFolder(folder)),
  ];
  return { installed, problems };
}

type Readable = Installed & { readonly manifest: Manifest };

const readable = (all: readonly Installed[]): Readable[] =>
  all.filter((each): each is Readable => each.manifest !== undefined);

function misnamed(all: readonly Installed[]): CliDiagnostic[] {
  const found = readable(all).filter(
    ({ folderName, manifest }) => !isSameFolderName(folderName, folderNameOf(manifest)),
  );
  const [first] = found;
  if (!first) return [];
  const expected = folderNameOf(first.manifest);
  const [message, remedy] =
    found.length === 1
      ? [
          `GALAXY would name this folder ${expected}, so a later version may be installed next to it`,
          `Rename it to ${expected}.`,
        ]
      : [
          "GALAXY would name these folders PLATFORM_GUID, so later versions may be installed next to them",
          `Rename them, for example ${first.folderName} to ${expected}.`,
        ];
  return [warning("folder-name-mismatch", { subject: listOf(namesOf(found)), message, remedy })];
}

/** Integrations that GALAXY may replace by those of GOG, unless they are those of GOG. */
function replaceable(all: readonly Installed[]): CliDiagnostic[] {
  const found = readable(all).filter(
    ({ manifest }) => isGogGuid(manifest.guid) && manifest.url?.includes("/FriendsOfGalaxy/") !== true,
  );
  if (found.length === 0) return [];
  const have = found.length === 1 ? "has the guid of an integration" : "have the guids of integrations";
  return [
    warning("gog-guid", {
      subject: listOf(namesOf(found)),
      message: `${have} of GOG, which GALAXY may install over ${found.length === 1 ? "it" : "them"}`,
      remedy: "Install a version with a guid of its own if there is one. Otherwise keep its zip.",
    }),
  ];
}

function rivals(all: readonly Installed[]): CliDiagnostic[] {
  const byPlatform = new Map<string, Installed[]>();
  for (const each of readable(all)) {
    const { platform } = each.manifest;
    byPlatform.set(platform, [...(byPlatform.get(platform) ?? []), each]);
  }
  return [...byPlatform]
    .filter(([, found]) => found.length > 1)
    .map(([platform, found]) =>
      error("platform-conflict", {
        subject: listOf(namesOf(found)),
        message: `GALAXY loads one integration per platform, and these are all for ${platform}`,
        remedy: `Keep one of them. To remove one: galaxy-kit uninstall ${JSON.stringify(found[0]?.path)}`,
      }),
    );
}

function unlisted(all: readonly Installed[]): CliDiagnostic[] {
  return readable(all)
    .filter(({ manifest }) => !isListedPlatform(manifest.platform))
    .map(({ folderName, manifest }) =>
      warning("unlisted-platform", {
        subject: onOneLine(folderName),
        message: `GALAXY does not list the platform "${manifest.platform}", so you cannot connect it`,
        remedy: "Install a version for another platform if there is one.",
      }),
    );
}

/** Files in the folder of integrations itself. GALAXY only looks at folders. */
async function looseFiles(folder: string): Promise<CliDiagnostic[]> {
  const files = (await entriesOf(folder)).filter(({ name }) => name !== LOCK);
  const names = files.filter((entry) => entry.isFile() && isOrdinaryFile(entry.name)).map(({ name }) => name);
  const zips = names.filter(isZip);
  const others = names.filter((name) => !isZip(name));
  return [
    ...zips.map((name) => unpacked(folder, name)),
    ...(others.includes(MANIFEST)
      ? [
          error("misplaced-manifest", {
            subject: MANIFEST,
            message: "is not in a folder of its own, so GALAXY ignores it",
            remedy: "Move it into a new folder, together with the other files of its integration.",
          }),
        ]
      : []),
    ...(others.length > 0 && !others.includes(MANIFEST)
      ? [
          warning("loose-file", {
            subject: listOf(others),
            message: "GALAXY ignores files that are not in the folder of an integration",
            remedy: "Move each into the folder it belongs to, or delete it.",
          }),
        ]
      : []),
  ];
}

/** Integrations that were put into `plugins` instead of `plugins/installed`. */
async function besideFolder(folder: string): Promise<CliDiagnostic[]> {
  if (basename(folder) !== "installed") return [];
  const parent = dirname(folder);
  const others = (await entriesOf(parent)).filter(
    ({ name }) => name !== basename(folder) && name !== basename(workFolderOf(folder)),
  );
  const zips = others.filter((entry) => entry.isFile() && isZip(entry.name)).map(({ name }) => unpacked(parent, name));
  const isIntegration = await Promise.all(others.map(({ name }) => isFile(join(parent, name, MANIFEST))));
  const integrations = others.filter((_, index) => isIntegration[index]).map(({ name }) => misplaced(parent, name));
  return [...zips, ...integrations];
}

function unpacked(parent: string, name: string): CliDiagnostic {
  const remedy = `Install it: galaxy-kit install ${JSON.stringify(join(parent, name))}`;
  return error("unextracted-zip", { subject: onOneLine(name), message: "is a zip, so GALAXY ignores it", remedy });
}

function misplaced(parent: string, name: string): CliDiagnostic {
  const message = `is next to the folder "installed" instead of in it, so GALAXY ignores it`;
  const remedy = `Install it: galaxy-kit install ${JSON.stringify(join(parent, name))}`;
  return error("misplaced-integration", { subject: onOneLine(name), message, remedy });
}

async function entriesOf(folder: string) {
  return (await readdir(folder, { withFileTypes: true }).catch(() => [])).sort((one, other) =>
    one.name < other.name ? -1 : 1,
  );
}

async function isFile(path: string): Promise<boolean> {
  return await stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

const isZip = (name: string): boolean => /\.zip$/i.test(name);

const namesOf = (all: readonly Installed[]): string[] => all.map(({ folderName }) => folderName);
