import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { runtimes } from "../runtimes/runtimes.js";
import type { Finding } from "./findings.js";

const subject = "npm";
const NOT_THERE = "npm is not on the PATH";
const MAX_ANSWER_MS = 5_000;
/** npm itself takes a while to start. */
const MAX_RUN_MS = 30_000;
/** What npm says for a program to read, before it says it for a person. */
const FOR_PROGRAMS = /^(code|errno|syscall|type|A complete log)\b/;

/** Whether the registry of the user's npm has what `pack` fetches from it. */
export async function checkNpm(): Promise<Finding[]> {
  const { package: name, version } = runtimes["win-x64"];
  const [registry, found] = await Promise.all([
    npm("config", "get", "registry"),
    npm("view", `${name}@${version}`, "version"),
  ]);
  // npm keeps an address with a login in it to itself.
  const where = "failure" in registry ? "its registry" : registry.output;
  const failure = "failure" in found ? found.failure : found.output === "" ? "there is no such version" : undefined;
  if (failure === undefined) return [{ subject, severity: "ok", message: `${where} answers` }];
  if (failure === NOT_THERE)
    return [{ subject, severity: "error", message: NOT_THERE, remedy: "it comes with Node, from https://nodejs.org" }];
  const message = `${where} does not give ${name} ${version}, which pack needs: ${failure}`;
  const remedy = "look at npm config list, the network and the proxy; without it, pack has to be told --no-runtime";
  return [{ subject, severity: "error", message, remedy }];
}

async function npm(...args: string[]): Promise<{ readonly output: string } | { readonly failure: string }> {
  const settings = {
    npm_config_fetch_retries: "0",
    npm_config_fetch_timeout: String(MAX_ANSWER_MS),
    npm_config_prefer_online: "true",
    npm_config_loglevel: "error",
  };
  try {
    const options = { env: { ...process.env, ...settings }, timeout: MAX_RUN_MS, windowsHide: true };
    // On Windows npm is a script. There is nothing to quote.
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
  if (code === "ENOENT") return NOT_THERE;
  if (killed) return `npm has not ended within ${MAX_RUN_MS / 1000} s`;
  const lines = stderr.split("\n").map((line) => line.replace(/^npm (error|ERR!) ?/, "").trim());
  return lines.find((line) => line !== "" && !FOR_PROGRAMS.test(line)) ?? message;
}
