import { readFile } from "node:fs/promises";
import type { Plugin } from "rolldown";
import type { ModulePlaces } from "./module-place.js";

/** Passes on the source maps of the project's compiler, so that stack traces lead to the author's sources. */
export function ownSourceMaps(places: ModulePlaces): Plugin {
  return {
    name: "own-source-maps",
    async load(id) {
      if (!id.endsWith("js") || !places.isOwn(id)) return null;
      const map = await readFile(`${id}.map`, "utf8").catch(() => undefined);
      return map === undefined ? null : { code: await readFile(id, "utf8"), map };
    },
  };
}
