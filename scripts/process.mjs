import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { root } from "./workspace.mjs";

/**
 * The script behind a command of a dependency, for node to run: no npx, no shell, no .cmd files on Windows. The dependency
 * is one of the root, or of the folder that is named.
 */
export function binOf(packageName, { command = packageName, folder = "." } = {}) {
  const require = createRequire(join(root, folder, "package.json"));
  const manifestFile = require.resolve(`${packageName}/package.json`);
  const { bin } = require(manifestFile);
  return join(dirname(manifestFile), typeof bin === "string" ? bin : bin[command]);
}

/** Runs a program in the root to its end, without input, and collects what it prints. */
export async function capture(file, args, options = {}) {
  const child = spawn(file, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"], ...options });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (output += text));
  return { code: await exitCodeOf(child), output };
}

/**
 * Runs node for a program that the user talks to, and resolves to its exit code. Signals that reach us reach it too,
 * each of them once. A SIGTERM for npm does not reach us: npm hands it to a shell, which dies and leaves us behind. That
 * counts as SIGTERM, or a stopped `npm start` would run on unseen.
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
  const orphaned = () => process.env.npm_lifecycle_event !== undefined && process.ppid !== parent;
  const watch = setInterval(() => {
    if (!orphaned()) return;
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
 * A terminal sends Ctrl-C to everything in the foreground, so the child has had it already. npm sends it to us a second
 * time on top. Passing it on would end a child that is shutting down in good order. On Windows kill() is never gentle.
 */
function inTerminal() {
  return process.platform === "win32" || [process.stdin, process.stdout, process.stderr].some((stream) => stream.isTTY);
}

/** 128 + n when signal n ended it, as a shell says it. */
function exitCodeOf(child) {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}
