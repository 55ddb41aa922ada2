import type { Plugin } from "rolldown";
import type { ModulePlaces } from "./module-place.js";

/** A file of the kernel that is a part of it, such as `dist/sources.part.js`. */
const PART = /\/([\w-]+)\.part\.js$/;

/**
 * Leaves out the parts of the kernel that an integration does not use. Nothing loads them: the kernel decides by the same methods as
 * the description.
 *
 * @param used - the names of the parts in the description; undefined if it is from a kernel without parts
 */
export function unusedParts(places: ModulePlaces, used: readonly string[] | undefined): Plugin {
  return {
    name: "unused-parts",
    load(id) {
      const part = PART.exec(id.replaceAll("\\", "/"))?.[1];
      if (used === undefined || part === undefined || used.includes(part)) return null;
      return places.packageOf(id)?.name === "@galaxy-kit/kernel" ? { code: "export {};" } : null;
    },
  };
}
