import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { build } from "../build.mjs";
import { install } from "../install.mjs";
import { buildPage } from "../page.mjs";
import { pnpm } from "../pnpm.mjs";
import { capture } from "../process.mjs";
import { TaskError } from "../task-error.mjs";

/** Every package is an ES module for Node 20.19 or newer, where `require` can load ES modules, too. */
const SUPPORTED_RESOLUTIONS = ["node16-esm", "bundler"];

/** Packs every package as a release does and checks the tarballs with publint and are-the-types-wrong. Works offline. */
export async function run() {
  await install();
  await build();
  await buildPage();
  const folder = mkdtempSync(join(tmpdir(), "galaxy-kit-packages-"));
  try {
    await pack(folder);
    const tarballs = readdirSync(folder).filter((name) => name.endsWith(".tgz"));
    const problems = await Promise.all(tarballs.map((name) => check(name, readFileSync(join(folder, name)))));
    for (const problem of problems.flat()) console.error(problem);
    console.log(`${tarballs.length} packages checked, ${problems.flat().length} problems.`);
    return problems.flat().length > 0 ? 1 : 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function pack(folder) {
  const command = pnpm(`--recursive --filter "./packages/*" pack --pack-destination "${folder}"`);
  const { code, output } = await capture(command, [], { shell: true });
  if (code !== 0) throw new TaskError(`pnpm pack failed:\n${output}`);
}

async function check(name, bytes) {
  const { messages, pkg } = await publint({ pack: { tarball: new Uint8Array(bytes).buffer } });
  const packaging = messages.map((message) => `${name}: ${message.type}: ${formatMessage(message, pkg)}`);
  const { problems = [] } = await checkPackage(createPackageFromTarballData(new Uint8Array(bytes)));
  const types = problems
    .filter(({ resolutionKind }) => resolutionKind === undefined || SUPPORTED_RESOLUTIONS.includes(resolutionKind))
    .map((problem) => `${name}: types: ${JSON.stringify(problem)}`);
  return [...packaging, ...types];
}
