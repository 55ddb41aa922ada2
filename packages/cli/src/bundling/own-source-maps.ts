import { readFile } from "node:fs/promises";
import type { Plugin } from "rolldown";
import type { ModulePlaces } from "./module-place.js";

/**
 * Makes the map of the bundle lead to the author's sources, through the maps of the project's compiler, and to nothing else: packages
 * would make it twenty times as large.
 */
export function ownSourceMaps(places: ModulePlaces): Plugin {
  return {
    name: "own-source-maps",
    async load(id) {
      if (!id.endsWith("js") || !places.isOwn(id)) return null;
      const map = await readFile(`${id}.map`, "utf8").catch(() => undefined);
      return map === undefined ? null : { code: await readFile(id, "utf8"), map };
    },
    transform(code, id) {
      return places.isOwn(id) ? null : { code, map: { mappings: "" } };
    },
  };
}
