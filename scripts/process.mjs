import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import { root } from "./workspace.mjs";

/**
 * Returns the script behind a command of a dependency, so that node can run it without npx, a shell or .cmd files. The
 * dependency is one of the root's, or of the given folder's.
 */
export function binOf(packageName, { command = packageName, folder = "." } = {}) {
  // Not require.resolve: some packages do not export their package.json.
  const home = join(root, folder, "node_modules", packageName);
  const { bin } = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
  return join(home, typeof bin === "string" ? bin : bin[command]);
}

/** Runs a program in the root, without input, and resolves to its exit code and output. */
export async function capture(file, args, options = {}) {
  const child = spawn(file, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"], ...options });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (output += text));
  return { code: await exitCodeOf(child), output };
}

/**
 * Runs node in the foreground and resolves to its exit code. Every signal that this process receives is passed on once. A
 * SIGTERM sent to npm does not arrive here: npm passes it to a shell, which dies and orphans this process. Being orphaned
 * therefore counts as SIGTERM; otherwise a stopped `npm start` would keep running in the background.
 */
export async function runNodeInForeground(args, { cwd = root } = {}) {
  const child = spawn(process.execPath, args, { cwd, stdio: "inherit" });
  const listeners = [
    ["SIGINT", () => inTerminal() || child.kill("SIGINT")],
    ["SIGTERM", () => child.kill("SIGTERM")],
    ["SIGHUP", () => inTerminal() || child.kill("SIGHUP")],
  ];
  for (const [signal, listener] of listeners) process.on(signal, listener);
  const parent = process.ppid;
  const isOrphaned = () => process.env.npm_lifecycle_event !== undefined && process.ppid !== parent;
  const watch = setInterval(() => {
    if (!isOrphaned()) return;
    clearInterval(watch);
    child.kill("SIGTERM");
  }, 500);
  try {
    return await exitCodeOf(child);
  } finally {
    clearInterval(watch);
    for (const [signal, listener] of listeners) process.off(signal, listener);
  }
}

/**
 * A terminal sends Ctrl-C to every process in the foreground, including the child, and npm sends it to this process again.
 * Passing it on would kill a child that is already shutting down. On Windows, kill() never lets a process shut down.
 */
function inTerminal() {
  return process.platform === "win32" || [process.stdin, process.stdout, process.stderr].some((stream) => stream.isTTY);
}

/** Resolves to the exit code, or to 128 + n if signal n ended the process, as in a shell. */
function exitCodeOf(child) {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}
