import { extname } from "node:path";
import { type ESTree, Visitor } from "rolldown/utils";
import { type OwnFile, readText } from "./own-files.js";
import { type Place, positionAt } from "./rule.js";

/** A module as its author has written it. */
export interface SourceModule {
  /** Relative to the project, with slashes. */
  readonly file: string;
  readonly text: string;
  readonly program: ESTree.Program;
  /** Whether it is there to test others. */
  readonly isTest: boolean;
}

const languages: Readonly<Record<string, "ts" | "tsx" | "js">> = {
  ...{ ".ts": "ts", ".mts": "ts", ".cts": "ts", ".tsx": "tsx" },
  ...{ ".js": "js", ".mjs": "js", ".cjs": "js" },
};

const TEST = /(?:^|\/)(?:tests?|__tests__)\/|\.(?:test|spec)\.\w+$/;

/** Reads the modules of a project; what is no code is told by the compiler. */
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
export interface SourceClass extends Place {
  readonly name: string;
  /** Names of the decorators that it carries. */
  readonly decorators: readonly string[];
  readonly methods: ReadonlyMap<string, Place>;
}

/** The classes of a module. */
export function classesIn({ file, text, program }: SourceModule): readonly SourceClass[] {
  const classes: SourceClass[] = [];
  const placeOf = ({ start }: { readonly start: number }): Place => ({ file, ...positionAt(text, start) });
  const add = ({ id, decorators, body }: ESTree.Class): void => {
    if (!id) return;
    const methods = body.body.flatMap((member): [string, Place][] =>
      member.type === "MethodDefinition" && member.key.type === "Identifier"
        ? [[member.key.name, placeOf(member.key)]]
        : [],
    );
    const names = decorators.flatMap(({ expression }) => nameOfDecorator(expression) ?? []);
    classes.push({ ...placeOf(id), name: id.name, decorators: names, methods: new Map(methods) });
  };
  new Visitor({ ClassDeclaration: add, ClassExpression: add }).visit(program);
  return classes;
}

/** `@Name`, `@Name()` or `@kit.Name()`. */
function nameOfDecorator(expression: ESTree.Expression): string | undefined {
  const called = expression.type === "CallExpression" ? expression.callee : expression;
  if (called.type === "Identifier") return called.name;
  return called.type === "MemberExpression" && called.property.type === "Identifier" ? called.property.name : undefined;
}
