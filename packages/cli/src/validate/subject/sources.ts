import { extname } from "node:path";
import type { Place } from "@galaxy-kit/protocol";
import { type ESTree, Visitor } from "rolldown/utils";
import { type OwnFile, readText } from "./own-files.js";
import { positionAt } from "./position.js";

/** A module as the author wrote it. */
export interface SourceModule {
  /** Relative to the project, with slashes. */
  readonly file: string;
  readonly text: string;
  readonly program: ESTree.Program;
  /** Whether it is part of the tests. */
  readonly isTest: boolean;
}

const languages: Readonly<Record<string, "ts" | "tsx" | "js">> = {
  ".ts": "ts",
  ".mts": "ts",
  ".cts": "ts",
  ".tsx": "tsx",
  ".js": "js",
  ".mjs": "js",
  ".cjs": "js",
};

const SDK = "@galaxy-kit/sdk";

const TEST = /(?:^|\/)(?:tests?|__tests__)\/|\.(?:test|spec)\.\w+$/;

/** Parses the modules of a project. Syntax errors are left to the compiler. */
export async function readSources(folder: string, files: readonly OwnFile[]): Promise<readonly SourceModule[]> {
  const { parse } = await import("rolldown/utils");
  const modules = files.map(async (file): Promise<SourceModule[]> => {
    const lang = languages[extname(file.path)];
    if (lang === undefined || file.path.endsWith(".d.ts")) return [];
    const text = await readText(folder, file);
    if (text === undefined) return [];
    const { program } = await parse(file.path, text, { lang });
    return [{ file: file.path, text, program, isTest: TEST.test(file.path) }];
  });
  return (await Promise.all(modules)).flat();
}

/** A class in the sources of a project. */
export interface SourceClass extends Required<Place> {
  readonly name: string;
  /** The names of its decorators. */
  readonly decorators: readonly string[];
  /** The name of the class that it extends. */
  readonly base: string | undefined;
  readonly isAbstract: boolean;
  /** Its own methods with a decorator of the SDK. */
  readonly decoratedMethods: readonly string[];
  readonly methods: ReadonlyMap<string, Place>;
}

/** Returns the classes of a module. */
export function classesIn({ file, text, program }: SourceModule): readonly SourceClass[] {
  const classes: SourceClass[] = [];
  const ofSdk = namesFromSdk(program);
  const placeOf = ({ start }: { readonly start: number }): Required<Place> => ({ file, ...positionAt(text, start) });
  const add = ({ id, decorators, superClass, abstract, body }: ESTree.Class): void => {
    if (!id) return;
    const methods = body.body.flatMap((member) =>
      member.type === "MethodDefinition" && member.key.type === "Identifier"
        ? [{ key: member.key, name: member.key.name, decorators: member.decorators }]
        : [],
    );
    classes.push({
      ...placeOf(id),
      name: id.name,
      decorators: decorators.flatMap(({ expression }) => nameOfDecorator(expression) ?? []),
      base: superClass?.type === "Identifier" ? superClass.name : undefined,
      isAbstract: abstract === true,
      decoratedMethods: methods
        .filter((method) => method.decorators.some(({ expression }) => ofSdk.has(rootOfDecorator(expression) ?? "")))
        .map(({ name }) => name),
      methods: new Map(methods.map(({ name, key }) => [name, placeOf(key)])),
    });
  };
  new Visitor({ ClassDeclaration: add, ClassExpression: add }).visit(program);
  return classes;
}

/** Returns the local names of everything that a module imports from the SDK. */
function namesFromSdk(program: ESTree.Program): ReadonlySet<string> {
  return new Set(
    program.body.flatMap((node) =>
      node.type === "ImportDeclaration" && node.source.value === SDK
        ? node.specifiers.map(({ local }) => local.name)
        : [],
    ),
  );
}

/** `Name` of `@Name()`, `kit` of `@kit.Name()`. */
function rootOfDecorator(expression: ESTree.Expression): string | undefined {
  const called = expression.type === "CallExpression" ? expression.callee : expression;
  const root = called.type === "MemberExpression" ? called.object : called;
  return root.type === "Identifier" ? root.name : undefined;
}

/** `@Name`, `@Name()` or `@kit.Name()`. */
function nameOfDecorator(expression: ESTree.Expression): string | undefined {
  const called = expression.type === "CallExpression" ? expression.callee : expression;
  if (called.type === "Identifier") return called.name;
  return called.type === "MemberExpression" && called.property.type === "Identifier" ? called.property.name : undefined;
}
