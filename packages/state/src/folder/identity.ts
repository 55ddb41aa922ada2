import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * Returns the name of an integration's folders. Once packed, it is that of its folder in GALAXY, which an update keeps. During
 * development it is the name of the package and of the variant, so that an integration that is being written leaves the installed one alone.
 *
 * @param script - the file that Node.js was started with
 * @param variant - which of the variants of a project this is; a packed one has a guid of its own
 */
export function identityOf(script: string, variant?: string): string {
  const manifest = readObject(join(dirname(script), "manifest.json"));
  const { platform, guid } = manifest;
  if (typeof platform === "string" && typeof guid === "string") return asFileName(`${platform}_${guid}`);
  for (let folder = dirname(script), above = ""; folder !== above; above = folder, folder = dirname(folder)) {
    const { name } = readObject(join(folder, "package.json"));
    if (typeof name === "string") return asFileName(variant === undefined ? name : `${name}_${variant}`);
  }
  throw new Error(
    `The integration has no folder of its own: ${script} has neither a manifest.json next to it nor a package.json with a name above it.`,
  );
}

/** `@me/retroarch` → `me-retroarch`. */
function asFileName(name: string): string {
  return name.replace(/^\W+/, "").replace(/[^\w.-]+/g, "-");
}

/** Returns an empty object if the file does not exist or is not a JSON object. */
function readObject(path: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(readFileSync(path, "utf8").replace(/^\uFEFF/, ""));
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
