import { resolve } from "node:path";
import type { Plugin } from "rolldown";
import { type ESTree, Visitor } from "rolldown/utils";
import { aroundFunctions } from "./around-functions.js";
import { applyEdits } from "./edit.js";

/**
 * Allows top-level `await` in the entry, which CommonJS does not support: everything except its imports moves into an
 * async function. Nothing imports an entry, so nothing can observe the difference.
 */
export function entryAwait(entry: string): Plugin {
  return {
    name: "entry-await",
    transform(code, id) {
      if (resolve(id) !== entry) return null;
      const program = this.parse(code);
      if (!hasTopLevelAwait(program)) return null;
      const exported = program.body.find(({ type }) => type.startsWith("Export"));
      if (exported)
        this.error(
          "the entry uses await outside functions and also exports something; move the exports into another file",
        );
      const imports = program.body.filter(({ type }) => type === "ImportDeclaration");
      const rest = applyEdits(
        code.replace(/^#!.*/, blank),
        imports.map(({ start, end }) => ({ start, end, text: lineEnds(code.slice(start, end)) })),
      );
      const importLines = imports.map(({ start, end }) => code.slice(start, end).replace(/\s*\n\s*/g, " ")).join(" ");
      // The last line may be a comment.
      return { code: `${importLines} void (async () => {${rest}\n})();`, map: null };
    },
  };
}

/** Keeps the line breaks of removed code. */
const lineEnds = (code: string): string => code.replace(/[^\n]+/g, "");

const blank = (text: string): string => " ".repeat(text.length);

function hasTopLevelAwait(program: ESTree.Program): boolean {
  let found = false;
  let functions = 0;
  const visitor = new Visitor({
    ...aroundFunctions(
      () => functions++,
      () => functions--,
    ),
    AwaitExpression: () => {
      found ||= functions === 0;
    },
    ForOfStatement: (statement) => {
      found ||= statement.await && functions === 0;
    },
  });
  visitor.visit(program);
  return found;
}
