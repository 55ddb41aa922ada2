import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { list, type ReadEntry } from "tar";

const root = fileURLToPath(new URL("../../../../../", import.meta.url));

/** The members of a package.json that the tests read. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly license?: string;
  readonly engines?: { readonly node?: string };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly publishConfig?: { readonly access?: string };
}

/** A package as it would be published. */
export interface Tarball {
  readonly bytes: Buffer;
  readonly manifest: Manifest;
  /** The text of each file by its path in the package. */
  readonly files: ReadonlyMap<string, string>;
}

const manifestOf = (folder: string) => JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")) as Manifest;

/** The packages of the workspace that `pnpm --recursive publish` would publish. */
export function published(): readonly string[] {
  const folders = ["packages", "apps"].flatMap((parent) =>
    readdirSync(join(root, parent)).map((name) => join(parent, name)),
  );
  return folders
    .map(manifestOf)
    .filter((manifest) => manifest.private !== true)
    .map(({ name }) => name);
}

/** Packs the built packages as publishing does. */
export async function packAll(destination: string): Promise<readonly Tarball[]> {
  const { packageManager } = manifestOf(".") as Manifest & { readonly packageManager: string };
  const filters = published()
    .map((name) => `--filter ${name}`)
    .join(" ");
  // npx is a script on Windows, which only a shell can start. In the repository, it would first read all of node_modules.
  const command = `npx --yes ${packageManager} --dir ${JSON.stringify(root)} --recursive ${filters} pack --pack-destination ${JSON.stringify(destination)}`;
  await promisify(execFile)(command, { cwd: destination, shell: true });
  return await Promise.all(readdirSync(destination).map((file) => readTarball(join(destination, file))));
}

async function readTarball(path: string): Promise<Tarball> {
  const bytes = readFileSync(path);
  const contents: Promise<readonly [string, string]>[] = [];
  const onReadEntry = (entry: ReadEntry): void => {
    contents.push(entry.concat().then((content) => [entry.path.replace(/^package\//, ""), content.toString()]));
  };
  await list({ file: path, onReadEntry });
  const files = new Map(await Promise.all(contents));
  return { bytes, manifest: JSON.parse(files.get("package.json")!) as Manifest, files };
}
