import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { type CliDiagnostic, error } from "../diagnostics/diagnostic.js";
import { runtimes } from "../runtimes/runtimes.js";
import { ok } from "./ok.js";

const subject = "npm";
const NOT_FOUND = "npm is not on the PATH";
const MAX_RESPONSE_MS = 5_000;
/** npm takes a while to start. */
const MAX_RUN_MS = 30_000;
/** Lines that npm prints for programs, before those for people. */
const FOR_PROGRAMS = /^(code|errno|syscall|type|A complete log)\b/;

/** Checks that the user's npm registry has what `pack` downloads from it. */
export async function checkNpm(): Promise<CliDiagnostic[]> {
  const { package: name, version } = runtimes["win-x64"];
  const [registry, found] = await Promise.all([
    npm("config", "get", "registry"),
    npm("view", `${name}@${version}`, "version"),
  ]);
  // npm does not show a URL that contains a login.
  const where = "failure" in registry ? "its registry" : registry.output;
  const failure = "failure" in found ? found.failure : found.output === "" ? "no such version" : undefined;
  if (failure === undefined) return [ok(subject, `${where} responds`)];
  if (failure === NOT_FOUND) {
    const remedy = "Install Node, which includes npm, from https://nodejs.org.";
    return [error("npm-not-found", { subject, message: NOT_FOUND, remedy })];
  }
  return [
    error("registry-unavailable", {
      subject,
      message: `${where} does not provide ${name} ${version}, which pack needs: ${failure}`,
      remedy: "Check npm config list, the network and the proxy. Until then, use pack --no-runtime.",
    }),
  ];
}

async function npm(...args: string[]): Promise<{ readonly output: string } | { readonly failure: string }> {
  const settings = {
    npm_config_fetch_retries: "0",
    npm_config_fetch_timeout: String(MAX_RESPONSE_MS),
    npm_config_prefer_online: "true",
    npm_config_loglevel: "error",
  };
  try {
    const options = { env: { ...process.env, ...settings }, timeout: MAX_RUN_MS, windowsHide: true };
    // On Windows npm is a script, which takes a shell. Nothing needs quoting.
    const { stdout } = await promisify(execFile)("npm", args, { ...options, shell: process.platform === "win32" });
    return { output: stdout.trim() };
  } catch (error) {
    return {
      failure: explain(error as NodeJS.ErrnoException & { readonly killed?: boolean; readonly stderr?: string }),
    };
  }
}

function explain({
  code,
  killed,
  message,
  stderr = "",
}: NodeJS.ErrnoException & { readonly killed?: boolean; readonly stderr?: string }): string {
  if (code === "ENOENT") return NOT_FOUND;
  if (killed) return `npm did not finish within ${MAX_RUN_MS / 1000} s`;
  const lines = stderr.split("\n").map((line) => line.replace(/^npm (error|ERR!) ?/, "").trim());
  return lines.find((line) => line !== "" && !FOR_PROGRAMS.test(line)) ?? message;
}
