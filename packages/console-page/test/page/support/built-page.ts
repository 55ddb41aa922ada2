import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll } from "@jest/globals";

const packageFolder = fileURLToPath(new URL("../../../", import.meta.url));
const SOURCES = [
  "src",
  "public",
  "index.html",
  "vite.config.ts",
  "package.json",
  "../console/src/session-file",
  "../protocol/src",
];

let folder: string | undefined;

/** Returns the folder of the built page: `dist` if it is up to date, or else a build that lasts for this test file. */
export function builtPage(): string {
  if (isUpToDate()) return join(packageFolder, "dist");
  folder ??= build();
  return folder;
}

afterAll(() => {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  folder = undefined;
});

function isUpToDate(): boolean {
  const index = join(packageFolder, "dist", "index.html");
  if (!existsSync(index)) return false;
  const builtAt = statSync(index).mtimeMs;
  const files = SOURCES.flatMap((source) => {
    const path = join(packageFolder, source);
    if (!statSync(path).isDirectory()) return [path];
    return [path, ...readdirSync(path, { recursive: true, encoding: "utf8" }).map((name) => join(path, name))];
  });
  return files.every((file) => statSync(file).mtimeMs < builtAt);
}

function build(): string {
  const require = createRequire(join(packageFolder, "package.json"));
  const vite = join(dirname(require.resolve("vite/package.json")), "bin", "vite.js");
  const built = mkdtempSync(join(tmpdir(), "galaxy-kit-page-"));
  execFileSync(process.execPath, [vite, "build", "--outDir", built, "--emptyOutDir", "--logLevel", "warn"], {
    cwd: packageFolder,
    // The value set by jest would produce a development build.
    env: { ...process.env, NODE_ENV: "production" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  return built;
}
