import type { Plugin } from "rolldown";
import { type ESTree, Visitor } from "rolldown/utils";
import type { BundleProblem } from "./bundle-refused.js";
import type { ModulePlaces } from "./module-place.js";

/** They look for a native addon at run time. */
const addonLoaders = new Set([
  "bindings",
  "node-gyp-build",
  "node-gyp-build-optional-packages",
  "node-pre-gyp",
  "@mapbox/node-pre-gyp",
  "pkg-prebuilds",
]);

/** Where what is found goes. */
export interface Findings {
  readonly error: (problem: BundleProblem) => void;
  readonly warning: (message: string) => void;
}

/** Finds what cannot be part of one file: native addons, and modules whose names are made up at run time. */
export function unbundleable(places: ModulePlaces, { error, warning }: Findings): Plugin {
  const owner = (module: string): string => {
    const found = places.packageOf(module);
    return found ? `the package ${found.name}` : "the project";
  };
  const nativeAddon = (module: string, what: string): void => {
    error({
      found: `${owner(module)} has a native addon (${what} in ${places.nameOf(module)})`,
      remedy: "A bundle has no native addons: use a package that is JavaScript or WebAssembly only.",
      package: places.packageOf(module)?.name,
    });
  };
  return {
    name: "unbundleable",
    resolveId(source, importer) {
      if (importer === undefined || !(addonLoaders.has(source) || source.endsWith(".node"))) return null;
      nativeAddon(importer, JSON.stringify(source));
      return { id: source, external: true };
    },
    transform(code, id) {
      for (const { text, line, isRelative } of namedAtRunTime(code, () => this.parse(code))) {
        const place = `${places.nameOf(id)}:${line}`;
        if (isRelative) {
          error({
            found: `${owner(id)} chooses one of its files at run time (${text} in ${place}), which is not there then`,
            remedy: "Import each of them by its name.",
            package: places.packageOf(id)?.name,
          });
        } else {
          warning(
            `${owner(id)} chooses a module at run time (${text} in ${place}); what that is has to be on the user's computer`,
          );
        }
      }
      return null;
    },
  };
}

interface DynamicImport {
  readonly text: string;
  readonly line: number;
  /** Names a file beside it, and not, say, one that the user has configured. */
  readonly isRelative: boolean;
}

/** Anything but one plain text in the parentheses. */
const MAY_BE_DYNAMIC = /\b(?:require|import)\s*\((?!\s*(?:"[^"]*"|'[^']*')?\s*\))/;
const SHOWN_LETTERS = 60;

function namedAtRunTime(code: string, parse: () => ESTree.Program): DynamicImport[] {
  if (!MAY_BE_DYNAMIC.test(code)) return [];
  const found: DynamicImport[] = [];
  // Code that was bundled before has functions with a parameter `require`; code in `try` has an answer to a failure.
  let shielded = 0;
  const check = (
    argument: ESTree.Expression,
    { start, end }: { readonly start: number; readonly end: number },
  ): void => {
    const constant =
      argument.type === "Literal" || (argument.type === "TemplateLiteral" && argument.expressions.length === 0);
    if (constant || shielded > 0) return;
    const text = code.slice(start, end).replace(/\s+/g, " ").slice(0, SHOWN_LETTERS);
    found.push({
      text,
      line: code.slice(0, start).split("\n").length,
      isRelative: /^\.\.?\//.test(beginningOf(argument)),
    });
  };
  const enter = (node: { readonly params: readonly { readonly type: string }[] }): void => {
    if (takesRequire(node)) shielded++;
  };
  const leave = (node: { readonly params: readonly { readonly type: string }[] }): void => {
    if (takesRequire(node)) shielded--;
  };
  const visitor = new Visitor({
    FunctionDeclaration: enter,
    "FunctionDeclaration:exit": leave,
    FunctionExpression: enter,
    "FunctionExpression:exit": leave,
    ArrowFunctionExpression: enter,
    "ArrowFunctionExpression:exit": leave,
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

function takesRequire({ params }: { readonly params: readonly { readonly type: string }[] }): boolean {
  return params.some(
    (parameter) => parameter.type === "Identifier" && "name" in parameter && parameter.name === "require",
  );
}

/** What the name of a module begins with, whatever follows. */
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
