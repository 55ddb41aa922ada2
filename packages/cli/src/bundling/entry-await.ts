import { resolve } from "node:path";
import type { Plugin } from "rolldown";
import { type ESTree, Visitor } from "rolldown/utils";
import { applyEdits } from "./edit.js";

/**
 * Lets the entry `await` outside of functions, which CommonJS cannot: all of it but its imports is put into an async
 * function. Nobody imports an entry, so that nobody can tell.
 */
export function entryAwait(entry: string): Plugin {
  return {
    name: "entry-await",
    transform(code, id) {
      if (resolve(id) !== entry) return null;
      const program = this.parse(code);
      if (!awaitsOutsideOfFunctions(program)) return null;
      const exported = program.body.find(({ type }) => type.startsWith("Export"));
      if (exported)
        this.error(
          "the entry waits (await) outside of functions and exports something; move what it exports into another file",
        );
      const imports = program.body.filter(({ type }) => type === "ImportDeclaration");
      const rest = applyEdits(
        code.replace(/^#!.*/, blank),
        imports.map(({ start, end }) => ({ start, end, text: lineEnds(code.slice(start, end)) })),
      );
      const importLines = imports.map(({ start, end }) => code.slice(start, end).replace(/\s*\n\s*/g, " ")).join(" ");
      // What is at the end may be a comment.
      return { code: `${importLines} void (async () => {${rest}\n})();`, map: null };
    },
  };
}

/** What is taken away leaves its lines behind. */
const lineEnds = (code: string): string => code.replace(/[^\n]+/g, "");

const blank = (text: string): string => " ".repeat(text.length);

function awaitsOutsideOfFunctions(program: ESTree.Program): boolean {
  let found = false;
  let functions = 0;
  const enter = (): void => {
    functions++;
  };
  const leave = (): void => {
    functions--;
  };
  const visitor = new Visitor({
    FunctionDeclaration: enter,
    "FunctionDeclaration:exit": leave,
    FunctionExpression: enter,
    "FunctionExpression:exit": leave,
    ArrowFunctionExpression: enter,
    "ArrowFunctionExpression:exit": leave,
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
