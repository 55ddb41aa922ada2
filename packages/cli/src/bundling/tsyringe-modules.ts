import { readFile } from "node:fs/promises";
import type { Plugin } from "rolldown";

/** Marks the index of its modules. */
const INDEX = "?tsyringe";

/**
 * Bundles tsyringe as ES modules, of which the bundle contains only what is used. Like the CommonJS module that Node loads instead,
 * they have a default export.
 */
export function tsyringeModules(): Plugin {
  return {
    name: "tsyringe-modules",
    async resolveId(source, importer) {
      if (source !== "tsyringe") return null;
      const found = await this.resolve("tsyringe/dist/esm2015/index.js", importer, { skipSelf: true });
      return found && { ...found, id: found.id + INDEX };
    },
    async load(id) {
      if (!id.endsWith(INDEX)) return null;
      const code = await readFile(id.slice(0, -INDEX.length), "utf8");
      return `${code}\nimport * as all from "tsyringe";\nexport default all;`;
    },
  };
}
