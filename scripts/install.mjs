import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { explain } from "./install-failure.mjs";
import { pnpm } from "./pnpm.mjs";
import { capture } from "./process.mjs";
import { withProgress } from "./progress.mjs";
import { TaskError } from "./task-error.mjs";
import { manifest, members, root } from "./workspace.mjs";

const stampFile = join(root, "node_modules", ".galaxy-kit-installed");
const dependencyFields = ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"];

/** Installs the dependencies in pnpm-lock.yaml, unless they are already installed (a check of a few milliseconds). */
export async function install() {
  const wanted = fingerprint();
  if (readStamp() === wanted && everyDependencyIsThere()) return;
  const text = existsSync(stampFile) ? "Updating dependencies..." : "Installing dependencies (first run only)...";
  await withProgress(text, runPnpm);
  // Computed again because pnpm may have updated the lockfile.
  writeFileSync(stampFile, fingerprint());
}

/** Returns a hash of everything that affects the installed tree. */
function fingerprint() {
  const hash = createHash("sha256").update(JSON.stringify([process.versions.modules, process.platform, process.arch]));
  for (const file of ["pnpm-lock.yaml", "pnpm-workspace.yaml"]) hash.update(readFileSync(join(root, file)));
  for (const folder of [".", ...members()]) {
    const all = manifest(folder);
    hash.update(JSON.stringify([folder, all.packageManager, ...dependencyFields.map((field) => all[field])]));
  }
  return hash.digest("hex");
}

function readStamp() {
  return existsSync(stampFile) ? readFileSync(stampFile, "utf8") : undefined;
}

/** Detects a deleted or incomplete node_modules. existsSync follows pnpm's links into its store folder. */
function everyDependencyIsThere() {
  return [".", ...members()].every((folder) => {
    const { dependencies = {}, devDependencies = {} } = manifest(folder);
    const names = Object.keys({ ...dependencies, ...devDependencies });
    return names.every((name) => existsSync(join(root, folder, "node_modules", name)));
  });
}

/** Runs the pnpm version named in package.json. Only Node and npm have to be installed. */
async function runPnpm() {
  // The lockfile may not list an app that the user has just added. CI must install exactly what was committed.
  const lockfile = process.env.CI ? "--frozen-lockfile" : "--no-frozen-lockfile --prefer-frozen-lockfile";
  const command = pnpm(`install ${lockfile} --prod=false --config.confirm-modules-purge=false`);
  const { code, output } = await capture(command, [], { env: environment(), shell: true });
  if (code === 0) return;
  if (debugging) process.stderr.write(`\n${output}\n`);
  throw new TaskError(`failed: ${explain(output)}${debugging ? "" : " (GALAXY_KIT_DEBUG=1 shows all output.)"}`);
}

const debugging = process.env.GALAXY_KIT_DEBUG === "1";

/** npm and pnpm both read npm_config_*. Settings that npm passes to its scripts are kept (registry, proxy), with exceptions. */
function environment() {
  const {
    // Each of these makes pnpm skip devDependencies, which include the compiler.
    NODE_ENV,
    npm_config_omit,
    npm_config_production,
    // `npm start --json` and `npm start --dry-run` are not meant for pnpm.
    npm_config_json,
    npm_config_dry_run,
    ...inherited
  } = process.env;
  return {
    // By default, npm retries for minutes without a network. The timeout limits silence, not slow downloads.
    npm_config_fetch_retries: "2",
    npm_config_fetch_retry_mintimeout: "500",
    npm_config_fetch_retry_maxtimeout: "2000",
    npm_config_fetch_timeout: "10000",
    ...inherited,
    CI: "true", // keeps pnpm from asking questions
    npm_config_loglevel: "notice", // `npm start --silent` must not hide the reason for a failure
    npm_config_update_notifier: "false",
    NO_COLOR: "1",
  };
}
