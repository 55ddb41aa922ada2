import { execFile } from "node:child_process";
import { mkdir, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { CommandError } from "../command-line/command-error.js";
import { describeBytes } from "../terminal/text.js";
import { onOneLine } from "../terminal/text.js";

const LOOK_EVERY_MS = 200;
const MAX_ANSWER = 16 * 1024 * 1024;
const SHOWN_LINES = 5;

/** How a package is downloaded. */
export interface NpmOptions {
  /** A folder whose .npmrc may set the registry, in addition to the user's own. */
  readonly cwd: string;
  readonly signal: AbortSignal;
  readonly onProgress: (bytes: number) => void;
  /** Maximum number of bytes to download, since a registry may never stop sending. */
  readonly maxBytes: number;
}

/**
 * Downloads the tarball of a package into an empty folder and resolves to its path. Uses the user's npm, which knows the
 * registry, the login and the proxy.
 */
export async function npmPack(
  spec: string,
  folder: string,
  { cwd, signal, onProgress, maxBytes }: NpmOptions,
): Promise<string> {
  // A separate cache, whose size shows the progress.
  const cache = join(folder, "npm-cache");
  const destination = join(folder, "tarball");
  await mkdir(destination, { recursive: true });
  const settings = {
    npm_config_cache: cache,
    npm_config_pack_destination: destination,
    npm_config_ignore_scripts: "true",
    npm_config_loglevel: "error",
    npm_config_update_notifier: "false",
  };
  const tooMuch = new AbortController();
  const look = async (): Promise<void> => {
    const fetched = await sizeOf(cache);
    onProgress(fetched);
    if (fetched > maxBytes) tooMuch.abort();
  };
  const watch = setInterval(() => void look(), LOOK_EVERY_MS);
  try {
    await promisify(execFile)("npm", ["pack", spec], {
      ...{
        cwd,
        signal: AbortSignal.any([signal, tooMuch.signal]),
        env: { ...process.env, ...settings },
        windowsHide: true,
        maxBuffer: MAX_ANSWER,
      },
      // On Windows, npm is a script, which needs a shell. Values that would need quoting are in the environment.
      shell: process.platform === "win32",
    });
  } catch (error) {
    if (signal.aborted) throw error;
    if (tooMuch.signal.aborted)
      throw new CommandError(
        `Your npm registry sent more than ${describeBytes(maxBytes)} for ${spec}, which cannot be right.`,
      );
    throw new CommandError(explain(spec, error as NodeJS.ErrnoException & { stderr?: string }));
  } finally {
    clearInterval(watch);
  }
  const [file] = await readdir(destination);
  if (file === undefined) throw new CommandError(`npm pack ${spec} created no file.`);
  return join(destination, file);
}

function explain(spec: string, { code, message, stderr = "" }: NodeJS.ErrnoException & { stderr?: string }): string {
  if (code === "ENOENT") return "npm is not on the PATH; it is needed to download Node from your npm registry.";
  // The important lines come first; the log named last is deleted by then.
  const lines = stderr.split("\n").map((line) => onOneLine(line.replace(/^npm error ?/, "")));
  const relevant = lines.filter((line) => line !== "" && !line.startsWith("A complete log"));
  const remedy = "Check your npm registry (npm ping), or pack without Node (--no-runtime).";
  return [
    `npm could not download ${spec}:`,
    ...(relevant.length > 0 ? relevant.slice(0, SHOWN_LINES) : [message]),
    remedy,
  ].join("\n  ");
}

async function sizeOf(folder: string): Promise<number> {
  try {
    const files = await readdir(folder, { recursive: true, withFileTypes: true });
    const sizes = files
      .filter((file) => file.isFile())
      .map(async (file) => (await stat(join(file.parentPath, file.name))).size);
    return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  } catch {
    // Files change meanwhile.
    return 0;
  }
}
