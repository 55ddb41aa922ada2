import type { Plugin } from "rolldown";
import { type ESTree, Visitor } from "rolldown/utils";
import { type CliDiagnostic, error, warning } from "../diagnostics/diagnostic.js";
import { aroundFunctions, type FunctionNode } from "./around-functions.js";
import type { ModulePlaces } from "./module-place.js";

/** Packages that load a native addon at run time. */
const addonLoaders = new Set([
  "bindings",
  "node-gyp-build",
  "node-gyp-build-optional-packages",
  "node-pre-gyp",
  "@mapbox/node-pre-gyp",
  "pkg-prebuilds",
]);

/** Finds what cannot be part of a single file: native addons, and modules whose names are computed at run time. */
export function unbundleable(places: ModulePlaces, report: (diagnostic: CliDiagnostic) => void): Plugin {
  const packageWith = (module: string): { readonly subject?: string } => {
    const found = places.packageOf(module);
    return found ? { subject: found.name } : {};
  };
  return {
    name: "unbundleable",
    resolveId(source, importer) {
      if (importer === undefined || !(addonLoaders.has(source) || source.endsWith(".node"))) return null;
      report(
        error("native-addon", {
          ...packageWith(importer),
          message: `loads a native addon (${JSON.stringify(source)} in ${places.nameOf(importer)})`,
          remedy: "A bundle cannot contain native addons: use a package that is pure JavaScript or WebAssembly.",
        }),
      );
      return { id: source, external: true };
    },
    transform(code, id) {
      for (const { text, line, isRelative } of computedImports(code, () => this.parse(code))) {
        const place = `(${text} in ${places.nameOf(id)}:${line})`;
        report(
          isRelative
            ? error("dynamic-file-import", {
                ...packageWith(id),
                message: `chooses one of its own files at run time ${place}, which the bundle does not contain`,
                remedy: "Import each file by its name.",
              })
            : warning("dynamic-import", {
                ...packageWith(id),
                message: `chooses a module at run time ${place}, which the bundle does not contain`,
                remedy: "Make sure the packed integration works where that module is not installed.",
              }),
        );
      }
      return null;
    },
  };
}

interface DynamicImport {
  readonly text: string;
  readonly line: number;
  /** Names a file next to the module rather than, say, one that the user configured. */
  readonly isRelative: boolean;
}

/** Anything other than a single plain string in the parentheses. */
const MAY_BE_DYNAMIC = /\b(?:require|import)\s*\((?!\s*(?:"[^"]*"|'[^']*')?\s*\))/;
const MAX_SHOWN_LENGTH = 60;

function computedImports(code: string, parse: () => ESTree.Program): DynamicImport[] {
  if (!MAY_BE_DYNAMIC.test(code)) return [];
  const found: DynamicImport[] = [];
  // Code that is already bundled has functions with a parameter `require`; code in `try` handles a failure.
  let shielded = 0;
  const check = (
    argument: ESTree.Expression,
    { start, end }: { readonly start: number; readonly end: number },
  ): void => {
    const constant =
      argument.type === "Literal" || (argument.type === "TemplateLiteral" && argument.expressions.length === 0);
    if (constant || shielded > 0) return;
    const text = code.slice(start, end).replace(/\s+/g, " ").slice(0, MAX_SHOWN_LENGTH);
    found.push({
      text,
      line: code.slice(0, start).split("\n").length,
      isRelative: /^\.\.?\//.test(beginningOf(argument)),
    });
  };
  const visitor = new Visitor({
    ...aroundFunctions(
      (node) => {
        if (takesRequire(node)) shielded++;
      },
      (node) => {
        if (takesRequire(node)) shielded--;
      },
    ),
    TryStatement: ({ handler }) => {
      if (handler) shielded++;
    },
    "TryStatement:exit": ({ handler }) => {
      if (handler) shielded--;
    },
    ImportExpression: (node) => {
      check(node.source, node);
    },
    CallExpression: (node) => {
      const [argument] = node.arguments;
      const isRequire = node.callee.type === "Identifier" && node.callee.name === "require";
      if (isRequire && argument && argument.type !== "SpreadElement") check(argument, node);
    },
  });
  visitor.visit(parse());
  return found;
}

function takesRequire({ params }: FunctionNode): boolean {
  return params.some((parameter) => parameter.type === "Identifier" && parameter.name === "require");
}

/** Returns the constant start of a computed module name. */
function beginningOf(expression: ESTree.Expression | ESTree.PrivateIdentifier): string {
  switch (expression.type) {
    case "Literal":
      return String(expression.value);
    case "TemplateLiteral":
      return expression.quasis[0]?.value.raw ?? "";
    case "BinaryExpression":
      return beginningOf(expression.left);
    default:
      return "";
  }
}
