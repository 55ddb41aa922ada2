import { basename, extname, relative, sep } from "node:path";

/** Folders with installed packages, build output or files written at run time. */
const ignoredFolders = new Set([
  "node_modules",
  ".git",
  "dist",
  "build",
  "coverage",
  "packed",
  "logs",
  "__pycache__",
  ".venv",
  "venv",
]);

const codeExtensions = new Set([".ts", ".mts", ".cts", ".tsx", ".js", ".mjs", ".cjs", ".py"]);

/** Files that determine how an integration is built and started. */
const projectFile = /^(?:package|manifest|tsconfig(?:\.[\w-]+)?)\.json$/;

/** Whether a change to this file always changes the integration. */
export function isCode(path: string): boolean {
  return codeExtensions.has(extname(path)) || projectFile.test(basename(path));
}

/**
 * Watches the sources in a folder. Resolves once every further change will be reported, to a function that stops watching.
 *
 * @param onChange - called with the absolute path
 * @param onError - called with the reason why changes may go unnoticed, once per reason: every folder in turn may hit a limit
 */
export async function watchFiles(
  folder: string,
  onChange: (path: string) => void,
  onError: (why: string) => void,
): Promise<() => Promise<void>> {
  const { watch } = await import("chokidar");
  const watcher = watch(folder, {
    ignoreInitial: true,
    // A link leads to another project.
    followSymlinks: false,
    ignored: (path, stats) => isIgnored(relative(folder, path), stats?.isFile() ?? false),
  });
  watcher.on("all", (_event, path) => {
    // Folders come and go with their files.
    if (isSource(path)) onChange(path);
  });
  const reported = new Set<string | undefined>();
  watcher.on("error", (error) => {
    const { code, message } = error as NodeJS.ErrnoException;
    if (!reported.has(code)) onError(message);
    reported.add(code);
  });
  await new Promise<void>((resolve) => watcher.once("ready", resolve));
  return () => watcher.close();
}

function isIgnored(path: string, isFile: boolean): boolean {
  return path.split(sep).some((part) => ignoredFolders.has(part)) || (isFile && !isSource(path));
}

/** Includes JSON, which may be compiled into the project: only the compiler knows. */
function isSource(path: string): boolean {
  return isCode(path) || extname(path) === ".json";
}
