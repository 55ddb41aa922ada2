import type { Plugin } from "rolldown";
import { minifySync } from "rolldown/utils";
import { BUNDLE_FILE } from "../project/packed-file.js";
import { keepLineStarts } from "./line-starts.js";
import type { ModulePlaces } from "./module-place.js";

/**
 * Removes what only layout needs, a fifth of the bundle, and keeps every name. Lines still start where the bundler starts them, so that
 * a place in a stack is easy to find, and an error that Node prints does not quote the whole bundle.
 */
export function compact(): Plugin {
  return {
    name: "compact",
    renderChunk(code) {
      const { code: text, map } = minifySync(BUNDLE_FILE, code, {
        compress: false,
        mangle: false,
        // One other character would make V8 store the whole bundle with two bytes per character, and read it more slowly.
        codegen: { asciiOnly: true },
        sourcemap: true,
      });
      return map ? keepLineStarts(code, text, map) : { code: text, map: null };
    },
  };
}

/** Shortens the variables of packages other than the project and ours. Functions and classes keep their names, which stacks show. */
export function shortVariables(places: ModulePlaces): Plugin {
  return {
    name: "short-variables",
    transform(code, id) {
      const name = places.packageOf(id)?.name;
      if (name === undefined || name.startsWith("@galaxy-kit/") || !/\.[cm]?js$/.test(id)) return null;
      const { code: text, errors } = minifySync(id, code, {
        compress: false,
        mangle: { keepNames: true },
        codegen: { removeWhitespace: false },
      });
      // The bundler reports an error at its place, and no map leads to packages.
      return errors.length > 0 ? null : { code: text, map: { mappings: "" } };
    },
  };
}
