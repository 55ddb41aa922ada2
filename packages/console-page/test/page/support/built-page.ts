import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll } from "@jest/globals";

const packageFolder = fileURLToPath(new URL("../../../", import.meta.url));

let folder: string | undefined;

/** Builds the page from its sources, and removes it after the test file. */
export function builtPage(): string {
  if (folder !== undefined) return folder;
  const vite = join(
    dirname(createRequire(join(packageFolder, "package.json")).resolve("vite/package.json")),
    "bin",
    "vite.js",
  );
  const built = mkdtempSync(join(tmpdir(), "galaxy-kit-page-"));
  execFileSync(process.execPath, [vite, "build", "--outDir", built, "--emptyOutDir", "--logLevel", "warn"], {
    cwd: packageFolder,
    // The value set by jest would produce a development build.
    env: { ...process.env, NODE_ENV: "production" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  folder = built;
  return built;
}

afterAll(() => {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  folder = undefined;
});
