import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { release } from "node:os";
import { promisify } from "node:util";
import { galaxyFolders } from "./installed/galaxy-folders.js";
import { shippedFile } from "./shipped-file.js";

/** Returns the details that a bug report needs. The first line is the version. */
export async function describeVersion(): Promise<string> {
  const { version } = JSON.parse(await readFile(shippedFile("package.json"), "utf8")) as {
    readonly version: string;
  };
  const commit = await commitOfCheckout();
  const plugins = galaxyFolders()?.plugins;
  const facts = [
    commit === undefined ? version : `${version} (commit ${commit})`,
    `Node: ${process.versions.node}`,
    `System: ${process.platform} ${release()}, ${process.arch}`,
    `GALAXY: ${plugins !== undefined && existsSync(plugins) ? plugins : "not found"}`,
  ];
  return facts.map((fact) => `${fact}\n`).join("");
}

/** Resolves to undefined for a published version: it has no commit of its own. */
async function commitOfCheckout(): Promise<string | undefined> {
  if (!existsSync(shippedFile("../../pnpm-workspace.yaml"))) return undefined;
  const args = ["describe", "--always", "--dirty", "--exclude", "*"];
  return await promisify(execFile)("git", args, { cwd: shippedFile("."), windowsHide: true }).then(
    ({ stdout }) => stdout.trim(),
    () => undefined,
  );
}
