import type { Plugin } from "rolldown";
import { type ESTree, minifySync, Visitor } from "rolldown/utils";
import { BUNDLE_FILE } from "../project/packed-file.js";
import type { ModulePlaces } from "./module-place.js";

/** Removes what only layout needs, a fifth of the bundle, and keeps every name. */
export function compact(): Plugin {
  return {
    name: "compact",
    renderChunk(code) {
      const { code: text, map = null } = minifySync(BUNDLE_FILE, code, {
        compress: false,
        mangle: false,
        // One other character would make V8 store the whole bundle with two bytes per character, and read it more slowly.
        codegen: { asciiOnly: true },
        sourcemap: true,
      });
      return { code: text, map };
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
      const {
        code: text,
        map,
        errors,
      } = minifySync(id, code, {
        compress: false,
        mangle: { keepNames: true },
        codegen: { removeWhitespace: false },
        sourcemap: true,
      });
      // The bundler reports an error at its place.
      return errors.length > 0 ? null : { code: text, map: map ?? null };
    },
  };
}

/**
 * Starts a line with each method and each step of a function, so that a place in a stack is still easy to find, and an error that
 * Node prints does not quote the whole bundle.
 */
export async function startLines(): Promise<Plugin> {
  const { RolldownMagicString } = await import("rolldown");
  return {
    name: "lines",
    renderChunk(code) {
      const text = new RolldownMagicString(code);
      const startLine = ({ start }: ESTree.Node): void => void text.appendLeft(start, "\n");
      const visitor = new Visitor({
        ExpressionStatement: startLine,
        FunctionDeclaration: startLine,
        MethodDefinition: startLine,
        ReturnStatement: startLine,
      });
      visitor.visit(this.parse(code));
      return { code: text.toString(), map: text.generateMap({ hires: true }).toString() };
    },
  };
}
